/**
 * A word as it sounds, roughly, in plain Latin letters: so that «Вашингтон» and "Washington", «физика» and "physics" begin alike.
 * Scripts without a table come back without their marks, as they are. Cached by word.
 */
export function soundOf(word: string): string {
  let sound = sounds.get(word);
  if (sound === undefined) {
    if (sounds.size >= mostSounds) sounds.clear();
    sound = hear(word);
    sounds.set(word, sound);
  }
  return sound;
}

/** Sounds by word: a text says the same words again and again. */
const sounds = new Map<string, string>();
const mostSounds = 200_000;

function hear(word: string): string {
  let plain = '';
  for (const letter of word.normalize('NFD')) plain += cyrillic[letter] ?? greek[letter] ?? letter;
  return plain
    .replace(/\p{M}+/gu, '')
    .replace(/sch|sh|ch|zh|ts|tz|cz|[szc](?=[eiy])|[sz]/g, 's')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/kh/g, 'h')
    .replace(/[cq]/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/[yj]/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а:a б:b в:v г:g ґ:g ѓ:g д:d ђ:d е:e є:ie ж:zh з:z ѕ:z и:i і:i ї:i ј:i к:k ќ:k л:l љ:l м:m н:n њ:n о:o п:p р:r с:s т:t ' +
    'ћ:ch у:u ў:u ф:f х:kh ц:ts ч:ch џ:dzh ш:sh щ:sh ъ: ы:i ь: ѣ:e э:e ю:iu я:ia'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const greek: Readonly<Record<string, string>> = Object.fromEntries(
  'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:ks ο:o π:p ρ:r σ:s ς:s τ:t υ:i φ:ph χ:kh ψ:ps ω:o'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
