// Types into the search page as people do, and writes down what they see.

const frame = document.querySelector('iframe');
await new Promise((loaded) => (frame.contentDocument.readyState === 'complete' && frame.contentWindow.location.href !== 'about:blank' ? loaded() : frame.addEventListener('load', loaded)));
const page = frame.contentDocument;
const find = (what) => page.querySelector(what);
const wait = (time) => new Promise((done) => setTimeout(done, time));
const said = [];
const say = (what) => {
  const results = page.querySelectorAll('#search-results a').length;
  const focus = page.activeElement?.getAttribute('href') ?? page.activeElement?.id ?? '';
  said.push(`${what} | ${find('#search-status').textContent} | ${results} | ${frame.contentWindow.location.search} | ${focus}`);
};
const type = (text) => {
  const q = find('#search-q');
  q.focus();
  q.value = text;
  q.dispatchEvent(new Event('input', { bubbles: true }));
};
const choose = (what, value) => {
  find(what).value = value;
  find(what).dispatchEvent(new Event('change', { bubbles: true }));
};

await wait(1000);
say('open');
for (const text of ['k', 'ka', 'zzzz', 'ka zzzz', '']) {
  type(text);
  await wait(1000);
  say(text);
}
// The first is not answered any more when the second is typed.
type('zzzz');
await wait(130);
type('lajcak');
await wait(1000);
say('lajcak, while zzzz was searched');
find('#search-more').click();
await wait(1000);
say('more');
choose('#search-office', 'office-3');
await wait(1000);
say('office-3');
choose('#search-year', '1997');
await wait(1000);
say('office-3 in 1997');
document.querySelector('#out').textContent = said.join('\n');
