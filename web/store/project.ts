import { signal } from '@preact/signals';
import type { InferResponseType } from 'hono/client';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import { t } from '../i18n.ts';
import type { Bitext, Severity } from './model.ts';
import { say } from './toasts.ts';

/** What a project sets, as the server has it; every change is made there first, since it acts on many bitexts. */

type OneProject = (typeof api.projects)[':id'];
export type Project = InferResponseType<OneProject['$get'], 200>;
export type ProjectCheck = InferResponseType<OneProject['checks']['$get'], 200>['checks'][number];
export type Dismissal = InferResponseType<OneProject['dismissals']['$get'], 200>['dismissals'][number];
export type Rule = InferResponseType<OneProject['rules']['$get'], 200>['rules'][number];
export type RuleContent = Omit<Rule, 'id'>;
export type RuleMatches = InferResponseType<(typeof api.bitexts)[':id']['rules']['try']['$post'], 200>;
export type Level = NonNullable<ProjectCheck['level']>;

/** As a person chooses among them; null: as the check finds. */
export const levelOrder: readonly (Level | null)[] = [null, 'critical', 'major', 'minor', 'neutral', 'off'];

export function openProject(id: string) {
  const param = { id };
  const project = signal<Project | null>(null);
  const checks = signal<readonly ProjectCheck[] | null>(null);
  const dismissals = signal<readonly Dismissal[] | null>(null);
  const rules = signal<readonly Rule[] | null>(null);
  const bitexts = signal<readonly Bitext[]>([]);
  const failure = signal<string | null>(null);
  const one = api.projects[':id'];

  /** Does something, and says it where it cannot be done. @returns whether it was done */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
      say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
      return false;
    }
  }

  async function load(): Promise<void> {
    try {
      const [facts, list] = await Promise.all([answer(one.$get({ param })), answer(api.bitexts.$get())]);
      project.value = facts;
      bitexts.value = list.bitexts.filter((bitext) => bitext.project === id && bitext.status === 'ready');
      checks.value = (await answer(one.checks.$get({ param }))).checks;
      dismissals.value = (await answer(one.dismissals.$get({ param }))).dismissals;
      rules.value = (await answer(one.rules.$get({ param }))).rules;
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
      failure.value = error instanceof Refusal ? error.message : t('offline.none');
    }
  }

  async function choose(check: ProjectCheck, level: Level | null): Promise<void> {
    const put = (wanted: Level | null) =>
      attempt(async () => {
        const request = one.checks[':check'].$put({ param: { id, check: check.id }, json: { level: wanted } });
        checks.value = (await answer(request)).checks;
      });
    if (!(await put(level))) return;
    const params = { check: t(`flags:checks.${check.id}.name`), count: check.open + check.hidden };
    say(`${t(`checks.set.${level ?? 'found'}`, params)} ${t('checks.touched', params)}`, {
      action: { label: t('command.undo'), run: () => void put(check.level) },
    });
  }

  async function takeBack(dismissal: Dismissal): Promise<void> {
    const patch = (active: boolean) =>
      attempt(async () => {
        const request = one.dismissals[':dismissal'].$patch({
          param: { id, dismissal: dismissal.id },
          json: { active },
        });
        dismissals.value = (await answer(request)).dismissals;
      });
    if (!(await patch(false))) return;
    say(t('dismissals.takenBack', { count: dismissal.flags }), {
      action: { label: t('command.undo'), run: () => void patch(true) },
    });
  }

  const put = (rule: Rule) =>
    attempt(async () => {
      const { id: name, ...json } = rule;
      await answer(one.rules[':rule'].$put({ param: { id, rule: name }, json }));
      rules.value = (await answer(one.rules.$get({ param }))).rules;
    });
  const drop = (rule: Rule) =>
    attempt(async () => {
      await answer(one.rules[':rule'].$delete({ param: { id, rule: rule.id } }));
      rules.value = (await answer(one.rules.$get({ param }))).rules;
    });

  async function saveRule(rule: Rule): Promise<boolean> {
    const before = rules.peek()?.find((each) => each.id === rule.id);
    const saved = await put(rule);
    if (saved) {
      say(t('rules.saved', { count: bitexts.peek().length }), {
        action: { label: t('command.undo'), run: () => void (before ? put(before) : drop(rule)) },
      });
    }
    return saved;
  }

  async function removeRule(rule: Rule): Promise<void> {
    if (!(await drop(rule))) return;
    say(t('rules.removed'), { action: { label: t('command.undo'), run: () => void put(rule) } });
  }

  /** What a rule would find in a bitext. @throws Refusal where it cannot be used */
  function tryRule(bitext: string, json: RuleContent): Promise<RuleMatches> {
    return answer(api.bitexts[':id'].rules.try.$post({ param: { id: bitext }, json }));
  }

  async function rename(name: string): Promise<void> {
    await attempt(async () => {
      project.value = await answer(one.$patch({ param, json: { name } }));
    });
  }

  void load();
  return {
    id,
    project,
    checks,
    dismissals,
    rules,
    bitexts,
    failure,
    choose,
    takeBack,
    saveRule,
    removeRule,
    tryRule,
    rename,
  };
}

export type ProjectStore = ReturnType<typeof openProject>;

/** A rule that nobody has written yet. */
export const emptyRule: RuleContent = { source: '', target: '', message: '', severity: 'major' satisfies Severity };
