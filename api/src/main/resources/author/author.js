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
