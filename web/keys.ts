/**
 * Names of key strokes: `j`, `X`, `F8`, `Shift+F8`, `Ctrl+k`, `Alt+s`, `Enter`, `ArrowDown`. Shift is written only where
 * the character does not say it already; Command counts as Ctrl.
 */

/** What a US keyboard has on the keys that carry letters in other scripts, plain and with Shift. */
const usKeys: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backquote: ['`', '~'],
};

/** The character that a stroke stands for: that of the US layout where the layout at hand has another script's letter. */
function character(event: KeyboardEvent): string {
  const { key, code } = event;
  if (key.length !== 1) return key;
  if (key.charCodeAt(0) < 128 && !event.altKey) return key;
  if (code.startsWith('Key')) return event.shiftKey ? code.slice(3) : code.slice(3).toLowerCase();
  if (code.startsWith('Digit') && event.altKey) return code.slice(5);
  return usKeys[code]?.[event.shiftKey ? 1 : 0] ?? key;
}

/** The name of a stroke, or null for a bare modifier. */
export function strokeOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(event.key)) return null;
  const control = event.ctrlKey || event.metaKey;
  let key = character(event);
  let shift = event.shiftKey && key.length > 1;
  if ((control || event.altKey) && key.length === 1) {
    shift = event.shiftKey;
    key = key.toLowerCase();
  }
  return `${control ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key === ' ' ? 'Space' : key}`;
}

const mac = navigator.platform.startsWith('Mac');
const shown: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  Shift: '⇧',
  Ctrl: mac ? '⌘' : 'Ctrl',
  Alt: mac ? '⌥' : 'Alt',
};

/** A stroke as it is shown to people: `⇧F8`, `Ctrl+K`, `⇧U` for the capital letter. */
export function showStroke(stroke: string): string {
  const parts = stroke === '+' ? ['+'] : stroke.split(/\+(?=.)/);
  const last = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  const capital = last.length === 1 && last !== last.toLowerCase();
  if (capital) modifiers.push('Shift');
  const key = modifiers.some((modifier) => modifier !== 'Shift') ? last.toUpperCase() : last;
  const front = modifiers.map((modifier) => (modifier === 'Shift' || mac ? shown[modifier] : `${shown[modifier]}+`));
  return front.join('') + (shown[key] ?? key);
}

/** Whether key strokes in this element are its own text, and not commands. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type);
}
