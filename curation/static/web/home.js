/* The front door without waiting: slide or replay the days, and see the passage of an episode.
   Everything here is on the page without it: the form, the links of years, the table. */

const DAY = 86_400_000;
const PARTS = '[data-day-part]';

const slide = document.getElementById('slide');
const form = document.getElementById('calendar');
const replay = document.getElementById('replay');

/* --- days ---------------------------------------------------------------------------------- */

const start = slide && Date.parse(slide.dataset.start);
const isoOf = number => new Date(start + number * DAY).toISOString().slice(0, 10);
const numberOf = iso => Math.round((Date.parse(iso) - start) / DAY);
const inWords = iso => new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
});

function addressOf(iso) {
    const address = new URL(location.href);
    address.searchParams.set('valid_at', iso);
    address.hash = '';
    return address;
}

let asked = null;

/** Show another day: the parts of its page take the place of those that are here. */
async function show(iso) {
    asked?.abort();
    asked = new AbortController();
    const address = addressOf(iso);
    let text;
    try {
        const response = await fetch(address, { signal: asked.signal });
        if (!response.ok) { location.assign(address); return; }
        text = await response.text();
    } catch (error) {
        if (error.name === 'AbortError') return;
        location.assign(address);
        return;
    }
    const there = new DOMParser().parseFromString(text, 'text/html');
    for (const part of document.querySelectorAll(PARTS)) {
        const fresh = there.getElementById(part.id);
        if (fresh) part.replaceChildren(...document.adoptNode(fresh).childNodes);
    }
    history.replaceState(null, '', address);
}

/** Put the slider, the field, the years and the lanes to a day. */
function mark(iso) {
    slide.value = numberOf(iso);
    slide.setAttribute('aria-valuetext', inWords(iso));
    form.elements.valid_at.value = iso;
    for (const line of document.querySelectorAll('.day-line')) {
        line.setAttribute('x1', numberOf(iso));
        line.setAttribute('x2', numberOf(iso));
    }
    document.querySelectorAll('.years a').forEach(link => {
        if (link.textContent.trim() === iso.slice(0, 4)) link.setAttribute('aria-current', 'date');
        else link.removeAttribute('aria-current');
    });
}

let pause = null;

function slid() {
    stop();
    const iso = isoOf(Number(slide.value));
    mark(iso);
    clearTimeout(pause);
    pause = setTimeout(() => show(iso), 120);
}

/* --- replay -------------------------------------------------------------------------------- */

let running = false;

function stop() {
    running = false;
    replay.setAttribute('aria-pressed', 'false');
}

async function run() {
    running = true;
    replay.setAttribute('aria-pressed', 'true');
    const last = Number(slide.max);
    const from = Number(slide.value) >= last ? Number(slide.min) : Number(slide.value);
    for (let year = Number(isoOf(from).slice(0, 4)); running; year += 1) {
        const number = Math.min(numberOf(`${year}-12-31`), last);
        mark(isoOf(number));
        await Promise.all([show(isoOf(number)), new Promise(done => setTimeout(done, 650))]);
        if (number >= last) break;
    }
    stop();
}

if (slide) {
    slide.disabled = replay.disabled = false;
    slide.addEventListener('input', slid);
    replay.addEventListener('click', () => (running ? stop() : run()));
    form.addEventListener('submit', event => {
        event.preventDefault();
        stop();
        const iso = form.elements.valid_at.value;
        mark(iso);
        show(iso);
    });
}

/* --- the passage of an episode ------------------------------------------------------------- */

const chart = document.getElementById('chart');
const card = document.getElementById('card');
let leaving = null;

function append(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    card.append(element);
}

function point(segment) {
    clearTimeout(leaving);
    const [who, status, when, says] = document.getElementById(segment.dataset.row).cells;
    card.replaceChildren();
    append('strong', `${who.textContent}: ${status.textContent.trim()}`);
    append('span', when.textContent.trim());
    const quote = says.querySelector('q');
    if (quote) append('q', quote.textContent);
    append('p', says.querySelector('a').textContent + (quote ? '' : ' (its words are not held)'));
    card.hidden = false;
    const frame = chart.getBoundingClientRect();
    const box = segment.getBoundingClientRect();
    const left = Math.min(Math.max(box.left - frame.left, 0), frame.width - card.offsetWidth);
    card.style.left = `${left}px`;
    card.style.top = `${box.bottom - frame.top + 6}px`;
}

function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => { card.hidden = true; }, 250);
}

/* --- keys along the lanes: one stop for Tab, arrows from status to status --------------------- */

const lanes = chart
    ? [...chart.querySelectorAll('.lane')].map(lane => [...lane.querySelectorAll('.segment')])
    : [];

const middle = segment => {
    const box = segment.getBoundingClientRect();
    return box.left + box.width / 2;
};

const nearest = (lane, place) => lane.reduce(
    (best, each) => (Math.abs(middle(each) - place) < Math.abs(middle(best) - place) ? each : best),
);

/** Return the segment that a key leads to from this one; undefined where it leads nowhere. */
function towards(key, segment) {
    const row = lanes.findIndex(lane => lane.includes(segment));
    const lane = lanes[row];
    const column = lane.indexOf(segment);
    switch (key) {
        case 'ArrowRight': return lane[column + 1] ?? lanes[row + 1]?.[0];
        case 'ArrowLeft': return lane[column - 1] ?? lanes[row - 1]?.at(-1);
        case 'ArrowDown': return lanes[row + 1] && nearest(lanes[row + 1], middle(segment));
        case 'ArrowUp': return lanes[row - 1] && nearest(lanes[row - 1], middle(segment));
        case 'Home': return lane[0];
        case 'End': return lane.at(-1);
    }
}

/** Make a segment the one that Tab stops at. */
function stopAt(segment) {
    for (const each of lanes.flat()) each.setAttribute('tabindex', each === segment ? 0 : -1);
}

function steered(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const segment = event.target.closest('.segment');
    const there = segment && towards(event.key, segment);
    if (!there) return;
    event.preventDefault();
    there.focus();
}

if (lanes.length) {
    chart.setAttribute('role', 'group');
    chart.setAttribute('aria-label', 'Timeline: arrow keys lead from status to status');
    stopAt(lanes[0][0]);
    chart.addEventListener('keydown', steered);
    chart.addEventListener('focusin', event => {
        const segment = event.target.closest('.segment');
        if (segment) stopAt(segment);
    });
}

if (chart) {
    // Where the card tells more, the browser's own tooltip would cover it.
    for (const title of chart.querySelectorAll('.segment title')) title.remove();
    for (const segment of chart.querySelectorAll('.segment')) {
        segment.setAttribute('aria-describedby', 'card');
        segment.addEventListener('mouseenter', () => point(segment));
        segment.addEventListener('focus', () => point(segment));
        segment.addEventListener('mouseleave', leave);
        segment.addEventListener('blur', leave);
    }
    card.addEventListener('mouseenter', () => clearTimeout(leaving));
    card.addEventListener('mouseleave', leave);
    document.addEventListener('keydown', event => {
        if (event.key === 'Escape') card.hidden = true;
    });
}
