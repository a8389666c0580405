/* The front door without waiting: slide or replay the days.
   Everything here is on the page without it: the form, the links of years. */

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
