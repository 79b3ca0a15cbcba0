// Types the queries of finds.toml into the page, and says where it finds other letters.

const queries = await (await fetch('/test/finds.json')).json();
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
const frame = document.querySelector('iframe');
const find = (what) => frame.contentDocument.querySelector(what);
while (!find('#search')?.dataset.busy || find('#search').hidden) await wait(20);
const status = find('#search-status');
while (!status.textContent.trim()) await wait(20);
const wrong = [];
for (const [typed, expected] of Object.entries(queries)) {
  status.textContent = '';
  find('#search-q').value = typed;
  find('#search').requestSubmit();
  while (['', find('#search').dataset.busy].includes(status.textContent)) await wait(5);
  const links = [...find('#search-results').querySelectorAll('a')];
  const found = links.map((link) => link.pathname.split('/')[2]).sort();
  if (found.join() !== [...expected].sort().join()) wrong.push(`${typed}: ${found.join(' ')}`);
}
const count = Object.keys(queries).length;
document.querySelector('#out').textContent = wrong.length ? wrong.join('\n') : `${count} as expected`;
