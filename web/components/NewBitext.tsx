import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answer, api, createBitext, Refusal } from '../api.ts';
import { t } from '../i18n.ts';
import { follow, go } from '../routes/address.ts';
import type { Side } from '../store/model.ts';
import type { Project } from '../store/project.ts';
import { Masthead } from './Masthead.tsx';
import { emptySide, type GivenSide, NewSide } from './NewSide.tsx';

/** Files that hold both sides by themselves. */
const bothSides = /\.(tmx|xlf|xliff|sdlxliff|tsv|csv)$/i;

/** A new bitext from two files, one two-sided file, or two pasted texts. */
export function NewBitext() {
  const source = useSignal<GivenSide>(emptySide('ru'));
  const target = useSignal<GivenSide>(emptySide('en'));
  const title = useSignal('');
  const projects = useSignal<readonly Project[]>([]);
  const project = useSignal('');
  const problem = useSignal('');
  const sending = useSignal(false);
  const sides = { source, target };

  useEffect(() => {
    document.title = `${t('command.new')} · ${t('name')}`;
    // Without the list the server still knows where the last text went.
    answer(api.projects.$get()).then(
      (known) => {
        projects.value = known.projects;
      },
      () => {},
    );
  }, []);

  const given = (side: GivenSide) => side.file !== null || side.text.trim() !== '';
  const alone = source.value.file !== null && bothSides.test(source.value.file.name) && !given(target.value);
  const ready = given(source.value) && (given(target.value) || alone);

  const drop = (side: Side, files: readonly File[]) => {
    const [first, second] = files;
    if (first) sides[side].value = { ...sides[side].peek(), file: first, text: '' };
    // Two files at once: the second is the other side.
    const other = side === 'source' ? 'target' : 'source';
    if (second) sides[other].value = { ...sides[other].peek(), file: second, text: '' };
  };

  const send = async () => {
    sending.value = true;
    problem.value = '';
    // Where one side is a file and the other was pasted, the file alone has a name to take the title from.
    const named =
      source.value.file === null ? target.value.file : target.value.file === null ? source.value.file : null;
    const name = title.value.trim() || (alone ? '' : (named?.name.replace(/\.[^.]+$/, '') ?? ''));
    const facts = {
      ...(name === '' ? {} : { title: name }),
      ...(project.value === '' ? {} : { project: project.value }),
      ...(source.value.language === '' ? {} : { from: source.value.language }),
      ...(target.value.language === '' ? {} : { to: target.value.language }),
    };
    const file = (side: GivenSide, name: string) => side.file ?? new File([side.text], name, { type: 'text/plain' });
    try {
      const files = source.value.file !== null || target.value.file !== null;
      const created = await createBitext(
        files
          ? {
              ...facts,
              source: file(source.value, 'source.txt'),
              ...(alone ? {} : { target: file(target.value, 'target.txt') }),
            }
          : { ...facts, source: source.value.text, target: target.value.text },
      );
      go(`/bitexts/${created.bitext.id}`);
    } catch (error) {
      problem.value = error instanceof Refusal ? error.message : t('offline.none');
    } finally {
      sending.value = false;
    }
  };

  return (
    <>
      <Masthead />
      <main class="page">
        <header class="page-head">
          <div>
            <h1>{t('command.new')}</h1>
            <p>{t('new.how')}</p>
          </div>
        </header>
        {problem.value !== '' && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !sending.value) void send();
          }}
        >
          <div class="new-sides">
            <NewSide side="source" given={source} onFiles={(files) => drop('source', files)} />
            <NewSide side="target" given={target} alone={alone} onFiles={(files) => drop('target', files)} />
          </div>
          <div class="form-actions">
            <label class="labelled new-title">
              <span>{t('new.title')}</span>
              <input
                class="field"
                value={title.value}
                maxLength={300}
                onInput={({ currentTarget }) => {
                  title.value = currentTarget.value;
                }}
              />
            </label>
            {projects.value.length > 1 && (
              <label class="labelled">
                <span>{t('new.project')}</span>
                <select
                  class="field"
                  value={project.value}
                  onChange={({ currentTarget }) => {
                    project.value = currentTarget.value;
                  }}
                >
                  <option value="">{t('new.lastProject')}</option>
                  {projects.value.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <button type="submit" class="button primary" disabled={!ready || sending.value}>
              {sending.value ? t('new.sending') : t('new.align')}
            </button>
            <a class="button" href="/" onClick={follow}>
              {t('cancel')}
            </a>
          </div>
        </form>
      </main>
    </>
  );
}
