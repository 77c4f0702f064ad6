import { signal } from '@preact/signals';
import type { InferResponseType } from 'hono/client';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import { language, number, t } from '../i18n.ts';
import { everything } from './filter.ts';
import type { Review } from './review.ts';
import { say } from './toasts.ts';

/** A project's termbases, and what was learnt in it. */

type OneProject = (typeof api.projects)[':id'];
type OneTermbase = (typeof api.termbases)[':id'];
export type Termbase = InferResponseType<OneProject['termbases']['$get'], 200>['termbases'][number];
export type Term = InferResponseType<OneTermbase['terms']['$get'], 200>['terms'][number];
export type TermContent = Omit<Term, 'id'>;
export type TermbasePreview = InferResponseType<(typeof api.termbases)['preview']['$post'], 200>;
export type Learnt = InferResponseType<OneProject['learnt']['$get'], 200>;
export type Style = InferResponseType<OneProject['styles']['$get'], 200>['styles'][number];
type Saved = { readonly bitexts: number; readonly flags: number | null };

export interface TermbaseUpload {
  readonly files: readonly File[];
  readonly from: string;
  readonly to: string;
}

/** Does something, and says it where it cannot be done. @returns null then */
async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
    return null;
  }
}

/** The typed client cannot send several files under one name. */
function send<T>(path: string, fields: Readonly<Record<string, string | readonly File[]>>): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return answer<T>(fetch(`/api/v1${path}`, { method: 'POST', headers: { 'Accept-Language': language.peek() }, body }));
}

export function previewTermbase({ files, from, to }: TermbaseUpload): Promise<TermbasePreview> {
  return send('/termbases/preview', { files, from, to });
}

function sayTouched(what: string, saved: Saved): void {
  say(
    saved.flags === null
      ? `${what} ${t('termbases.checking', { count: saved.bitexts })}`
      : `${what} ${t('termbases.touched', { count: saved.flags, shown: number(saved.flags) })}`,
  );
}

/** Names in a field of a form, as files have them in a cell. */
export function namesIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[|;\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ];
}

export function openTermbases(project: string) {
  const param = { id: project };
  const list = signal<readonly Termbase[] | null>(null);
  const learnt = signal<Learnt | null>(null);
  const styles = signal<readonly Style[] | null>(null);

  async function load(): Promise<void> {
    await attempt(async () => {
      list.value = (await answer(api.projects[':id'].termbases.$get({ param }))).termbases;
    });
  }
  async function loadLearnt(): Promise<void> {
    await attempt(async () => {
      learnt.value = await answer(api.projects[':id'].learnt.$get({ param }));
    });
  }
  async function loadStyles(): Promise<void> {
    await attempt(async () => {
      styles.value = (await answer(api.projects[':id'].styles.$get({ param }))).styles;
    });
  }
  void load();
  void loadLearnt();
  void loadStyles();

  return {
    project,
    list,
    learnt,
    styles,
    async chooseStyles(wanted: readonly Style[]): Promise<void> {
      const saved = await attempt(() =>
        answer(api.projects[':id'].styles.$put({ param, json: { styles: [...wanted] } })),
      );
      if (saved === null) return;
      styles.value = saved.styles;
      sayTouched(t('styles.set'), saved);
    },
    async bring(
      upload: TermbaseUpload,
      facts: { readonly name: string; readonly kind: Termbase['kind']; readonly all: boolean },
    ): Promise<boolean> {
      const { files, from, to } = upload;
      const { name, kind, all } = facts;
      const saved = await attempt(() =>
        send<Saved>(`/projects/${encodeURIComponent(project)}/termbases`, {
          files,
          from,
          to,
          name,
          kind,
          all: all ? 'yes' : 'no',
        }),
      );
      if (saved === null) return false;
      await load();
      sayTouched(t('termbases.saved', { name }), saved);
      return true;
    },
    async change(
      termbase: Termbase,
      json: { name?: string; kind?: Termbase['kind']; project?: string | null },
    ): Promise<void> {
      const saved = await attempt(() => answer(api.termbases[':id'].$patch({ param: { id: termbase.id }, json })));
      if (saved === null) return;
      await load();
      if (json.name === undefined) sayTouched(t('termbases.changed', { name: termbase.name }), saved);
    },
    async remove(termbase: Termbase): Promise<void> {
      const saved = await attempt(() => answer(api.termbases[':id'].$delete({ param: { id: termbase.id } })));
      if (saved === null) return;
      await load();
      sayTouched(t('termbases.removed', { name: termbase.name }), saved);
    },
    terms(termbase: string, search: string, after: number) {
      const query = { search, after: String(after), limit: '50' };
      return attempt(() => answer(api.termbases[':id'].terms.$get({ param: { id: termbase }, query })));
    },
    /** @param id null: a new entry */
    async saveTerm(termbase: string, id: number | null, json: TermContent): Promise<boolean> {
      const saved = await attempt(() =>
        id === null
          ? answer(api.termbases[':id'].terms.$post({ param: { id: termbase }, json }))
          : answer(api.termbases[':id'].terms[':term'].$put({ param: { id: termbase, term: String(id) }, json })),
      );
      if (saved === null) return false;
      await load();
      sayTouched(t('terms.saved', { name: json.source[0] }), saved);
      return true;
    },
    async removeTerm(termbase: string, { id, ...json }: Term): Promise<boolean> {
      const saved = await attempt(() =>
        answer(api.termbases[':id'].terms[':term'].$delete({ param: { id: termbase, term: String(id) } })),
      );
      if (saved === null) return false;
      await load();
      sayTouched(t('terms.removed', { name: json.source[0] }), saved);
      return true;
    },
    async forget(): Promise<void> {
      await attempt(async () => {
        learnt.value = await answer(api.projects[':id'].learnt.$delete({ param }));
        say(t('learnt.forgotten'));
      });
    },
  };
}

export type TermbaseStore = ReturnType<typeof openTermbases>;

/** Adds a term from a text, and shows every other bead that does not keep to it. */
export async function addTerm(review: Review, json: TermContent): Promise<boolean> {
  const { id } = review.store;
  const added = await attempt(() => answer(api.bitexts[':id'].terms.$post({ param: { id }, json })));
  if (added === null) return false;
  const { termbase, term, use } = added;
  const name = json.source[0] ?? '';
  const drop = () =>
    void attempt(async () => {
      await answer(api.termbases[':id'].terms[':term'].$delete({ param: { id: termbase.id, term: String(term.id) } }));
      review.filter.value = everything;
    });
  const action = { label: t('command.undo'), run: drop };
  const first = use.missed[0];
  if (first) {
    review.filter.value = {
      ...everything,
      only: { beads: new Set(use.missed.map(({ bead }) => bead)), label: t('terms.only', { name }) },
    };
    review.goTo(first.bead);
    say(t('terms.missed', { count: use.missed.length, name }), { action });
  } else say(t('terms.kept', { count: use.kept, name }), { action });
  return true;
}
