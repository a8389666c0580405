/* Buttons that put what stands beside them on the clipboard; without scripts one selects it. */

const told = document.getElementById('copy-told');

async function copy(button) {
    const source = document.getElementById(button.dataset.copies);
    const label = button.firstChild;
    try {
        await navigator.clipboard.writeText(source.textContent);
        label.textContent = 'Copied';
        told.textContent = 'Copied to the clipboard.';
    } catch {
        // Not allowed here: what is to be copied is selected, for the keyboard to take.
        getSelection().selectAllChildren(source);
        told.textContent = 'Selected: copy it with the keyboard.';
    }
    setTimeout(() => { label.textContent = 'Copy'; told.textContent = ''; }, 2500);
}

for (const button of document.querySelectorAll('.copy')) {
    button.disabled = false;
    button.addEventListener('click', () => copy(button));
}
