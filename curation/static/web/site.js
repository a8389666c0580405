/* Suggestions while somebody types: a combobox with a list (WAI-ARIA Authoring Practices).
   Without this the field is a form like any other. */

const WAIT = 150;
const field = document.getElementById('find');

if (field) {
    const list = document.createElement('ul');
    list.id = 'suggestions';
    list.className = 'suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Suggestions');
    field.after(list);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    field.setAttribute('aria-expanded', 'false');

    let asked = null;
    let pause = null;
    let active = -1;

    const options = () => [...list.children];

    function close() {
        asked?.abort();
        clearTimeout(pause);
        list.hidden = true;
        active = -1;
        field.setAttribute('aria-expanded', 'false');
        field.removeAttribute('aria-activedescendant');
    }

    function point(place) {
        const all = options();
        active = (place + all.length) % all.length;
        all.forEach((option, each) => option.setAttribute('aria-selected', String(each === active)));
        field.setAttribute('aria-activedescendant', all[active].id);
        all[active].scrollIntoView({ block: 'nearest' });
    }

    function part(name, text) {
        const element = document.createElement('span');
        element.className = name;
        element.textContent = text;
        return element;
    }

    function show(suggestions) {
        list.replaceChildren(...suggestions.map((each, place) => {
            const option = document.createElement('li');
            option.id = `suggestion-${place}`;
            option.dataset.address = each.address;
            option.setAttribute('role', 'option');
            option.setAttribute('aria-selected', 'false');
            option.append(part('title', each.title));
            if (each.beside) option.append(' ', part('beside', each.beside));
            option.append(' ', part('what', each.kind));
            return option;
        }));
        active = -1;
        field.removeAttribute('aria-activedescendant');
        list.hidden = !suggestions.length;
        field.setAttribute('aria-expanded', String(!list.hidden));
    }

    async function ask() {
        const words = field.value.trim();
        asked?.abort();
        if (!words) { close(); return; }
        asked = new AbortController();
        const address = new URL(field.dataset.suggestions, location.href);
        address.searchParams.set('q', words);
        const moment = field.form.elements.known_at?.value;
        if (moment) address.searchParams.set('known_at', moment);
        try {
            const response = await fetch(address, { signal: asked.signal });
            // Whatever is wrong, the form still finds: what it answers says why.
            if (response.ok) show((await response.json()).suggestions);
            else close();
        } catch (error) {
            if (error.name !== 'AbortError') close();
        }
    }

    field.addEventListener('input', () => {
        clearTimeout(pause);
        pause = setTimeout(ask, WAIT);
    });
    field.addEventListener('keydown', event => {
        if (event.key === 'Escape' && !list.hidden) {
            event.preventDefault();
            close();
        } else if (event.key === 'ArrowDown' && list.hidden) {
            event.preventDefault();
            ask();
        } else if (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && !list.hidden)) {
            event.preventDefault();
            if (event.key === 'ArrowDown') point(active + 1);
            else point(active < 0 ? -1 : active - 1);
        } else if (event.key === 'Enter' && active >= 0) {
            event.preventDefault();
            location.assign(options()[active].dataset.address);
        }
    });
    // Before the field loses the focus, which closes the list.
    list.addEventListener('mousedown', event => {
        const option = event.target.closest('[role=option]');
        event.preventDefault();
        if (option) location.assign(option.dataset.address);
    });
    field.addEventListener('blur', close);
}
