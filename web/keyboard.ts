import { commands, goOut, keysOf, review } from './commands.ts';
import { strokeOf, takesText } from './keys.ts';
import { finishCut, wordStarts } from './store/actions.ts';
import { textOf } from './store/model.ts';
import { overlay } from './store/overlay.ts';
import type { Review } from './store/review.ts';

/** Chords that do their own work inside a text field, so that no command may take them there. */
const fieldChords = new Set(['Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+y']);
const keysOfButtons = new Set(['Enter', 'Space']);

function pressesItself(target: EventTarget | null, stroke: string): boolean {
  if (!(target instanceof Element)) return false;
  const widget = target.closest('button, a[href], summary, [role="menuitem"], [role="option"], input, label');
  return widget !== null && keysOfButtons.has(stroke);
}

/** While a bead is being split, arrows move the mark, Tab changes sides, Enter cuts. */
function cutKey(review: Review, stroke: string): boolean {
  const doing = review.doing.peek();
  if (doing.kind !== 'cutting') return false;
  const bead = review.store.beads.peek().get(doing.bead);
  if (!bead) return false;
  if (stroke === 'Enter' || stroke === 's') finishCut(review);
  else if (stroke === 'Tab' || stroke === 'Shift+Tab') {
    review.doing.value = { ...doing, side: doing.side === 'source' ? 'target' : 'source' };
  } else if (stroke === 'ArrowLeft' || stroke === 'ArrowRight') {
    const starts = wordStarts(textOf(bead, doing.side));
    const at = doing[doing.side];
    const next = stroke === 'ArrowRight' ? starts.find((start) => start > at) : starts.findLast((start) => start < at);
    if (next !== undefined) review.doing.value = { ...doing, [doing.side]: next };
  } else return false;
  return true;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const stroke = strokeOf(event);
  if (stroke === null) return;
  const current = review.peek();
  if (stroke === 'Escape') {
    if (goOut()) event.preventDefault();
    return;
  }
  const inText = takesText(event.target);
  if (overlay.peek() !== null && stroke !== 'Ctrl+k') return;
  if (current !== null && !inText && cutKey(current, stroke)) {
    event.preventDefault();
    return;
  }
  if (pressesItself(event.target, stroke)) return;
  let wanted = stroke;
  if (inText) {
    if (fieldChords.has(stroke) || !/^(Ctrl|Alt)\+|^(Shift\+)?F\d/.test(stroke)) return;
    // In a text field Alt and a letter do what the letter alone does elsewhere.
    const letter = /^Alt\+(Shift\+)?(.)$/.exec(stroke);
    if (letter?.[2] !== undefined) wanted = letter[1] === undefined ? letter[2] : letter[2].toUpperCase();
  }
  const command = commands.find((each) => keysOf(each).includes(wanted));
  if (command === undefined || !command.when()) return;
  event.preventDefault();
  command.run();
}

/** Listens to the whole page for commands' keys. */
export function startKeyboard(): void {
  window.addEventListener('keydown', onKey);
}
