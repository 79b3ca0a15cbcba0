// The page beside the form: kept up to date in its frame, where no script runs, as the letter on the
// screen or as the pages of its PDF.
import { showOrigins } from "./origin.js";

export function showPage(panes, words) {
  const frame = document.querySelector("#page");
  const waits = document.querySelector("#paper-waits");
  const href = panes.dataset.href;
  let [view, tag] = ["page", ""];
  // The last page that was put into the frame: the frame's own may have marks of focus.
  let shown = null;

  const address = (kind = view) => {
    const query = new URLSearchParams(tag ? { language: tag } : {});
    const size = new URLSearchParams(frame.contentWindow.location.search).get("size");
    if (kind === "paper" && size) query.set("size", size);
    return `/${kind}/${href}${[...query].length ? `?${query}` : ""}`;
  };
  const origins = frame && showOrigins(frame, href, words, () => (view === "page" ? tag : null));

  function drawn() {
    const page = frame.contentDocument;
    if (!page?.body) return;
    waits.hidden = true;
    fit(page.documentElement);
    origins.drawn();
  }

  // A frame is never shorter than what it was: it is measured from nothing. Where it is too low it has
  // a bar, which takes its room and makes it longer: it is measured once more.
  function fit(root) {
    const pane = frame.closest(".see");
    const at = pane.scrollTop;
    frame.style.height = "0";
    for (let times = 0; times < 3 && root.scrollHeight > root.clientHeight; times++) {
      frame.style.height = `${root.scrollHeight + frame.offsetHeight - root.clientHeight}px`;
    }
    pane.scrollTop = at;
  }

  // Links to the two views and the languages lead to what is shown and not to what was.
  function choose(link) {
    if (link.dataset.view) view = link.dataset.view;
    else tag = link.dataset.tag;
    shown = null;
    waits.hidden = view !== "paper";
    for (const one of document.querySelectorAll(".view, .tongue")) {
      const isIt = one.dataset.view ? one.dataset.view === view : one.dataset.tag === tag;
      if (isIt) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    link.href = address();
  }

  // One PDF is made at a time, and the newest text waits for it.
  let [making, again] = [false, false];
  async function renew() {
    again = making;
    if (making) return;
    making = true;
    try {
      const answer = await fetch(address("paper"));
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = frame.contentDocument.body;
      if (view === "paper" && answer.ok && made.body.dataset.print !== now.dataset.print) exchange(now, made.body);
    } catch { /* The desk does not answer: the next save says so. */ } finally {
      making = false;
    }
    if (again) renew();
  }

  // A picture changes places with the new one when that is there, so that no page is white meanwhile.
  function exchange(now, made) {
    now.dataset.print = made.dataset.print;
    const [before, after] = [now, made].map((body) => [...body.querySelectorAll(".sheets img")]);
    after.forEach((sheet, at) => {
      const old = before[at];
      if (!old) return now.querySelector(".sheets").append(frame.contentDocument.adoptNode(sheet));
      for (const name of ["alt", "width", "height", "src"]) old.setAttribute(name, sheet.getAttribute(name));
    });
    before.slice(after.length).forEach((sheet) => sheet.remove());
    drawn();
  }

  if (frame) {
    frame.addEventListener("load", drawn);
    let width = 0;
    new ResizeObserver(() => {
      if (frame.offsetWidth === width) return;
      width = frame.offsetWidth;
      if (frame.contentDocument?.body) drawn();
    }).observe(frame);
    if (frame.contentDocument?.readyState === "complete") drawn();
    for (const link of document.querySelectorAll(".view, .tongue")) link.addEventListener("click", () => choose(link));
  }

  // The letter has a page now: what shows it comes from the desk, and what is being written stays.
  async function appear() {
    const answer = await fetch(`/letter/${href}`).catch(() => null);
    if (!answer?.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (document.querySelector("#page") || !made.querySelector("#page")) return;
    for (const section of [".see > .page", ".see > .hand-out"]) {
      const [old, now] = [document.querySelector(section), made.querySelector(section)];
      if (old && now) old.replaceWith(document.adoptNode(now));
    }
    Object.assign(shows, showPage(panes, words));
  }

  const shows = {
    language: () => tag,
    update(page) {
      if (!page) return;
      if (!frame) return void appear();
      if (view === "paper") return void renew();
      if (page === shown) return;
      const [before, style, ...rest] = page.split(/<\/?style>/);
      const made = new DOMParser().parseFromString([before, ...rest].join(""), "text/html");
      const inside = frame.contentDocument;
      // Another style would be stopped by the policy of the page that is shown: it is loaded anew.
      if (!inside?.body || style !== inside.querySelector("style")?.textContent) {
        frame.contentWindow.location.replace(address());
        return;
      }
      shown = page;
      inside.body.replaceChildren(...[...made.body.childNodes].map((node) => inside.adoptNode(node)));
      drawn();
    },
  };
  return shows;
}
