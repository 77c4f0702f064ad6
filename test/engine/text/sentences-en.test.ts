import { expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { splitSentences } from '../../../server/engine/text/sentences.ts';

/** A stroke marks a break at a space, a double one a break where the space was forgotten. */
const cases = `
Titles, initials and names
Mr. Smith met Dr. Jones. | They talked for hours.
Gen. Mark Miller and Lt. Col. Anna Reed spoke. | Nobody asked questions.
Prof. J. R. Hale wrote it. | It is long.
The book is by George R. R. Martin. | It sold well.
We met St. John near Mt. Olive. | It rained.
Puff Daddy, P. Diddy or Diddy is one man. | He changed his name.
MR. SPEAKER, I object. | GEN. LEE did not.
Sammy Davis Jr. sang first. | His son followed.
Robert Downey Jr. Smiled at us is no sentence.
Plan B. | That was all we had.
So did I. | The others stayed.
Places and organisations
He moved to the U.S. in 1990. | She stayed.
He moved to the U.S. | The family followed.
The U.S. President spoke. | The U.S. Senate voted.
She lives in Washington, D.C. | It is hot there.
The U.N. Security Council met. | Nothing changed.
Apple Inc. Chairman Lee resigned. | His deputy took over.
Acme Corp. and Beta Ltd. merged. | The market was glad.
He works at Smith Bros. | They sell shoes.
Calif. Gov. Brown signed it. | It is law.
Numbers, dates and times
It costs $3.50. | That is cheap.
See No. 5 on p. 12. | See Fig. 3.
He said no. | Then he left.
We met on Jan. 5. | It snowed in Feb. | That was odd.
The train leaves at 5 p.m. | It will not wait.
The game starts at 8 p.m. Monday. | Come early.
At 9 a.m. Mr. Hill arrived. | He was late.
It happened in 1999. | Nobody remembers.
Growth was 2.5 percent. | In 2010 it was 3.1.
1. Read the text. | 2. Answer the questions.
II. Methods. | We asked people.
Chapter 3. | The Return.
The tower is 30 ft. high. | It leans.
Latin and other abbreviations
Use a tool, e.g. Excel. | It helps.
The last one, i.e. John, left. | Nobody saw him.
Apples, pears, etc. | Bananas were sold out.
Smith v. Jones was decided. | Brown vs. Board was not.
He has a Ph.D. in physics. | She has an M.D. | They are married.
Doe et al. found it. | Others did not.
It was built c. 1500. | It fell in 1700.
Ellipses and several marks
I waited... | Then I left.
I thought… maybe… no. | Forget it.
What?! | How is that possible?
Are you sure?? | Yes!!
He was (!) alone. | It was odd (?) and sad.
Well . . . | I do not know.
...And so it ended. | We were tired.
Quoted speech
"Why?" he asked. | Nobody answered.
"Stop!" Smith shouted. | The car stopped.
"Are you ready?" Mr. Brown asked. | She nodded.
"I am tired," she said. | "Let us go."
He said, "I am tired." | Then he slept.
"It is late. | Let us go," she said.
“Is it true?” | “It is.”
He asked, "Who is there?" | Nobody answered.
'Go away!' she cried. | He went.
She smiled ("I knew it"). | He frowned.
(He left early.) | We stayed.
The play "Who's Afraid?" closed. | The film opened.
Messages and slips of the pen
See you :) | Take care!
Great photo 😍 | Where is it?
Thanks!🙏 | See you soon.
He left.|| She stayed.
It is over.||Nothing remains.
what do you mean? | whatever, i am off. | call me later
call me at 5. | thanks
They had dinner. | they talked. | It was fun.
Addresses and the rest
Visit www.example.com. | It is free.
Write to info@example.com. | We answer.
Use Node.js and Vue.js today. | They work.
He works for Yahoo! in London. | She does not.
It was agreed.[12] | No one objected.[13, 14] | Good.
It was agreed. [5] | No one objected. [6]
P.S. Bring the keys. | Thanks.
The end.* | Really.
Good news ********** | Read more below. | Bye.
Mm. | Hot out.
`;

const english = await loadLanguage('en');
const lines = cases.split('\n').filter((line) => /[.!?…:)😊😍]/u.test(line));

test('there are at least sixty cases', () => {
  expect(lines.length).toBeGreaterThanOrEqual(60);
});

test.each(lines)('%s', (line) => {
  const sentences = line.split(/ \| |\|\| ?/);
  const text = line.replace(/\|\| ?/g, '').replaceAll(' | ', ' ');
  expect(splitSentences(text, english).map(([start, end]) => text.slice(start, end))).toEqual(sentences);
});
