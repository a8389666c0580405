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
    append('p', says.querySelector('[data-teller]').textContent + (quote ? '' : ' (its words are not held)'));
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
