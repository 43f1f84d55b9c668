// Looks for a newer snapshot on the page's own origin.  What is newer, verified, and in order by the rules of a build
// is shown in place of the page's outcomes and marked as newer than the page.  Whatever is not, changes nothing and is
// reported.  The page's other facts (times, digests, exceptions, measurements) stay those that it was built with.
// It stands beside verify.js, check.js and rules.js, and uses what is declared there.
const live = document.querySelector(".live");

// What is shown now: the page's own snapshot first, then the newest that was accepted.
const held = { sequence: +live.dataset.sequence, sha256: live.dataset.sha256 };

// At most 1 MiB of each file, and no longer than a fetch may take: what is larger or slower is not read to its end.
const get = async url => {
  const answer = await fetch(url, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(20000) });
  if (!answer.ok) throw answer;
  const reader = answer.body.getReader();
  const parts = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).arrayBuffer();
    size += value.length;
    if (size > 1048576) {
      reader.cancel();
      throw "size";
    }
    parts.push(value);
  }
};

const tell = (name, facts) => {
  const line = live.querySelector(`[data-say=${name}]`);
  line.words ??= line.textContent;
  line.textContent = line.words.replace(/{(\w+)}/g, (all, key) => facts[key]);
  line.hidden = live.hidden = false;
};

// Whether every snapshot between is there, signed, of this environment, and the one that the next one names.  Where
// the trust policy allows gaps, one that cannot be had ends the walk.
const linked = async (link, rules, now) => {
  while (link.sequence !== held.sequence) {
    const url = live.dataset.history.replace("0000000000", String(link.sequence).padStart(10, 0));
    const sent = await get(url).catch(() => null);
    if (!sent) return !json(rules).requireChain;
    const { said, sha256, wrong } = await verify(sent, rules, now);
    statement(sent);
    if (sha256 !== link.digest.sha256 || said.sequence !== link.sequence) return false;
    if (/type|environment/.test(wrong)) return false;
    link = said.previous;
  }
  return link.digest.sha256 === held.sha256;
};

// The statement, if it may be shown; nothing, if it is shown already.  What is against it is thrown.
const accepted = async ([sent, rules, lines], now) => {
  const { said, sha256, wrong } = await verify(sent, rules, now);
  if (sha256 === held.sha256) return;
  const found = statement(sent);
  const policy = json(rules);
  const checklist = await hash(lines);
  if (said.sequence < held.sequence || said.sequence < policy.minSequence) throw "rollback";
  if (said.sequence === held.sequence) throw "fork";
  if ((await hash(rules)) !== live.dataset.rules) throw "rules";
  if (now < Date.parse(policy.issuedAt)) throw "clock";
  if (wrong.length) throw wrong[0];
  if (checklist !== live.dataset.checklist) throw "checklist";
  const fault = broken(found, policy, json(lines), checklist);
  if (fault) throw fault;
  if (said.sequence - held.sequence > policy.maxSequenceStep) throw "jump";
  if (!(await linked(said.previous, rules, now).catch(() => false))) throw "chain";
  const ends = [said, ...said.exceptions].map(one => Date.parse(one.expiresAt));
  const until = Math.min(Date.parse(said.scan.finishedAt) + policy.maxAgeSeconds * 1000, ...ends);
  return { said, sha256, until };
};

const word = status => live.getAttribute("data-" + status);

const newer = node => {
  node.classList.add("live__mark");
  node.dataset.newer = live.dataset.newer;
};

// A day, or a day and a time, as the page writes them.
const day = time => new Date(time).toLocaleDateString(live.lang, { dateStyle: "long", timeZone: "UTC" });
const minute = time => `${day(time)}, ${time.slice(11, 16)} UTC`;

// One outcome of the page, as it was signed in the newer snapshot.
const renew = (node, status, end) => {
  const [mark, shown] = node.children;
  const before = node.textContent.trim();
  node.className = node.className.replace(/outcome--[a-z-]+/, "outcome--" + status);
  shown.textContent = word(status);
  node.querySelector("time")?.remove();
  if (end) {
    const time = document.createElement("time");
    time.className = "outcome__until";
    time.dateTime = end;
    time.textContent = live.dataset.ends.replace("{day}", day(end));
    node.replaceChildren(mark, shown, " ", time);
    panel?.setAttribute("data-" + end.slice(0, 10), time.textContent);
  } else node.replaceChildren(mark, shown);
  if (node.textContent.trim() === before) return;
  newer(node);
  // Since when it was so, and when it was checked, is about what stood here before.
  node.parentNode.querySelector(".since")?.remove();
};

const update = ({ said, sha256, until }) => {
  for (const node of document.querySelectorAll(".outcome:not(.tally__item)")) {
    const one = said.controls.find(({ id }) => id === owner(node));
    const [end] = said.exceptions.filter(({ control }) => control === one?.id).map(record => record.expiresAt).sort();
    if (!one) continue;
    renew(node, one.status, one.status === "exception" && end);
    const checked = node.closest(".verdict")?.querySelector("time:not(.outcome__until)");
    if (checked) {
      checked.dateTime = one.checkedAt;
      checked.textContent = minute(one.checkedAt);
    }
  }
  for (const list of document.querySelectorAll(".tally")) {
    for (const status of new Set(said.controls.map(one => one.status).concat("pass", "fail"))) {
      const known = list.querySelector(".outcome--" + status);
      const item = known ?? list.children[0].cloneNode(true);
      item.className = "tally__item outcome outcome--" + status;
      item.querySelector(".outcome__word").textContent = word(status);
      if (!known) list.append(item);
    }
  }
  for (const item of document.querySelectorAll(".tally__item")) {
    const status = /outcome--([a-z-]+)/.exec(item.className)[1];
    const count = said.controls.filter(one => one.status === status).length;
    const shown = item.querySelector(".tally__count");
    if (status === "not-scanned" || +shown.textContent === count) continue;
    shown.textContent = count;
    newer(item);
  }
  Object.assign(held, { sequence: said.sequence, sha256 });
  notice.dataset.until = new Date(until).toJSON();
  age();
  // The check goes with what is shown; the site's other pages are as they were built.
  only = 2;
  if (panel) Object.assign(panel.dataset, held);
  tell("newer", { sequence: said.sequence, scanned: minute(said.scan.finishedAt), built: live.dataset.sequence });
};

const look = async () => {
  for (const name of ["refused", "unable"]) live.querySelector(`[data-say=${name}]`).hidden = true;
  let files, digest;
  try {
    files = await Promise.all(live.dataset.files.split(" ").map(get));
    digest = await hash(files[1]);
    const found = await accepted(files, Date.now());
    // A page may look twice at once; the slower answer is not to undo the other.
    if (found?.said.sequence > held.sequence) update(found);
  } catch (error) {
    // What is no word of these scripts was thrown over damage.
    const known = typeof error === "string";
    const why = live.getAttribute("data-why-" + (known ? error : "damage"));
    tell(known || (digest && error?.code !== 9) ? "refused" : "unable", { why });
  }
};

look();
document.addEventListener("visibilitychange", () => document.hidden || look());
