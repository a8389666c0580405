/* Lanes of time: pointing at a bar shows the passage that it rests on.
   Everything here is on the page without it: in the bar's title and in the table. */

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
    append('p', says.querySelector('[data-teller]').textContent + (quote ? '' : ' (no words quoted)'));
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
