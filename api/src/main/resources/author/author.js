// The page's own script: shows what the server refuses. Each kind of panel has a module of its own.

const alertBox = document.getElementById('alert');

function tell(text) {
    alertBox.textContent = text;
    alertBox.hidden = text === '';
    if (text !== '') {
        alertBox.scrollIntoView({ block: 'nearest' });
    }
}

function words(xhr) {
    try {
        const problem = JSON.parse(xhr.responseText);
        return [problem.detail, ...(problem.problems ?? []).map(one => `${one.source}${one.pointer}: ${one.expected}`)]
            .join('\n');
    } catch {
        return `${xhr.status} ${xhr.statusText}`;
    }
}

document.addEventListener('htmx:beforeRequest', () => tell(''));
document.addEventListener('htmx:responseError', event => tell(words(event.detail.xhr)));
document.addEventListener('htmx:sendError', () => tell('…'));

/** Brings a part of the page to life. Modules are fetched when they are first needed. */
async function enliven(part) {
    for (const area of part.querySelectorAll('textarea[data-editor]')) {
        (await import('./editor.js')).edit(area);
    }
    for (const table of part.querySelectorAll('table[data-cells="true"]')) {
        (await import('./grid.js')).edit(table);
    }
    for (const box of part.querySelectorAll('[data-charts]')) {
        (await import('./charts.js')).draw(box);
    }
}
document.addEventListener('htmx:afterSwap', event => enliven(event.detail.target));

/** The address says which panel is open, so that it is open again after the page was loaded anew. */
const steps = document.getElementById('steps');
if (steps) {
    const show = () => {
        const links = [...steps.querySelectorAll('a')];
        const open = links.find(link => link.hash === location.hash) ?? links[0];
        links.forEach(link => link.removeAttribute('aria-current'));
        open.setAttribute('aria-current', 'page');
        htmx.ajax('GET', open.dataset.panel, { target: '#panel' });
    };
    window.addEventListener('hashchange', show);
    show();
}
