import { render } from 'preact';
import { review } from './commands.ts';
import { BitextList } from './components/BitextList.tsx';
import { GoTo } from './components/GoTo.tsx';
import { KeysSheet } from './components/KeysSheet.tsx';
import { Masthead } from './components/Masthead.tsx';
import { MenuLayer } from './components/Menu.tsx';
import { NewBitext } from './components/NewBitext.tsx';
import { NewVersion } from './components/NewVersion.tsx';
import { Palette } from './components/Palette.tsx';
import { ProjectPage } from './components/ProjectPage.tsx';
import { Realign } from './components/Realign.tsx';
import { ReviewPage } from './components/ReviewPage.tsx';
import { Toasts } from './components/Toasts.tsx';
import { startMessages, t } from './i18n.ts';
import { startKeyboard } from './keyboard.ts';
import { follow, place } from './routes/address.ts';
import { overlay } from './store/overlay.ts';

function Page() {
  const here = place.value;
  switch (here.page) {
    case 'list':
      return <BitextList />;
    case 'new':
      return <NewBitext />;
    case 'bitext':
      return <ReviewPage key={here.id} id={here.id} />;
    case 'project':
      return <ProjectPage key={here.id} id={here.id} />;
    case 'unknown':
      return (
        <>
          <Masthead />
          <main class="page empty">
            <h1>{t('unknown.title')}</h1>
            <a class="button" href="/" onClick={follow}>
              {t('command.list')}
            </a>
          </main>
        </>
      );
  }
}

function App() {
  return (
    <>
      <Page />
      <MenuLayer />
      <Toasts />
      {overlay.value === 'palette' && <Palette />}
      {overlay.value === 'keys' && <KeysSheet />}
      {overlay.value === 'realign' && review.value !== null && <Realign review={review.value} />}
      {overlay.value === 'version' && review.value !== null && <NewVersion review={review.value} />}
      {overlay.value === 'goto' && review.value !== null && <GoTo review={review.value} />}
    </>
  );
}

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no #app');
try {
  await startMessages();
  startKeyboard();
  render(<App />, root);
} catch {
  // Without the server there are no words of any language yet: these stand in the page itself.
  root.textContent =
    'Sverka’s server does not answer. Start it with "npm start" and reload. · Сервер «Сверки» не отвечает. Запустите его командой npm start и обновите страницу.';
}
