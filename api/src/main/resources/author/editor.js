// The editor of texts: CodeMirror over a textarea, with what is wrong at its line.
import { EditorState } from '@codemirror/state';
import {
    EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from '@codemirror/view';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
    StreamLanguage, bracketMatching, defaultHighlightStyle, syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';

const nonce = document.querySelector('meta[name="style-nonce"]').content;

const words = (kind, text) => Object.fromEntries(text.split(' ').map(word => [word, kind]));

/** Colours only: what is right and wrong is the server's to say. */
function language(file) {
    if (file.endsWith('.yaml')) {
        return StreamLanguage.define({
            startState: () => ({}),
            token(stream) {
                if (stream.match(/#.*/)) { return 'comment'; }
                if (stream.match(/"(?:[^"\\]|\\.)*"|'[^']*'/)) { return 'string'; }
                if (stream.match(/[\w-]+(?=\s*:(\s|$))/)) { return 'propertyName'; }
                if (stream.match(/-?\d[\w.:+-]*/)) { return 'number'; }
                stream.next();
                return null;
            },
        });
    }
    const known = words('keyword', 'rule when then end and or not in contains matches');
    return StreamLanguage.define({
        startState: () => ({ comment: false }),
        token(stream, state) {
            if (state.comment || stream.match('/*')) {
                state.comment = !stream.match(/.*?\*\//);
                if (state.comment) { stream.skipToEnd(); }
                return 'comment';
            }
            if (stream.match(/\/\/.*/)) { return 'comment'; }
            if (stream.match(/"[^"]*"?/)) { return 'string'; }
            if (stream.match(/@\w+/)) { return 'meta'; }
            if (stream.match(/\$\w+/)) { return 'variableName'; }
            if (stream.match(/-?\d+(\.\d+)?/)) { return 'number'; }
            const word = stream.match(/[\p{L}_][\p{L}\p{N}_]*/u);
            if (word) { return known[word[0]] ?? null; }
            stream.next();
            return null;
        },
    });
}

let last = { file: '', anchor: 0, top: 0 };

function diagnostics(view, file) {
    const doc = view.state.doc;
    return [...document.querySelectorAll('#problems li')]
        .filter(item => item.dataset.file === file)
        .map(item => {
            const line = doc.line(Math.min(Math.max(Number(item.dataset.line), 1), doc.lines));
            const column = Math.max(Number(item.dataset.column), 1);
            const from = Math.min(line.from + column - 1, line.to);
            const end = line.text.slice(from - line.from).search(/[\s,()]/);
            const to = end > 0 ? from + end : line.to;
            return { from: to > from ? from : line.from, to, severity: 'error', message: item.textContent };
        });
}

export function edit(area) {
    const file = area.form.dataset.file;
    const view = new EditorView({
        state: EditorState.create({
            doc: area.value,
            extensions: [
                lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine(),
                highlightActiveLineGutter(), bracketMatching(), EditorView.lineWrapping,
                EditorView.cspNonce.of(nonce), language(file),
                syntaxHighlighting(defaultHighlightStyle), keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
                EditorView.contentAttributes.of({ 'aria-label': file }),
                EditorView.updateListener.of(update => {
                    if (update.docChanged) { area.value = update.state.doc.toString(); }
                    last = { file, anchor: update.state.selection.main.anchor, top: view.scrollDOM.scrollTop };
                }),
            ],
        }),
    });
    area.hidden = true;
    area.after(view.dom);
    view.dispatch(setDiagnostics(view.state, diagnostics(view, file)));
    if (last.file === file) {
        view.dispatch({ selection: { anchor: Math.min(last.anchor, view.state.doc.length) } });
        view.scrollDOM.scrollTop = last.top;
    }
    for (const item of document.querySelectorAll('#problems li, #coverage li')) {
        if (item.dataset.file === file && item.dataset.line !== '0') {
            item.addEventListener('click', () => {
                const line = view.state.doc.line(Math.min(Number(item.dataset.line), view.state.doc.lines));
                view.dispatch({ selection: { anchor: line.from }, scrollIntoView: true });
                view.focus();
            });
        }
    }
}
