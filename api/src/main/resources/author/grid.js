// The editor of tables: cells, rows and columns; a range copied from a spreadsheet is pasted over as many cells.

function cell() {
    const cell = document.createElement('td');
    cell.setAttribute('contenteditable', 'plaintext-only');
    return cell;
}

function addRow(table) {
    const width = table.rows[0].cells.length - 1;
    const row = table.tBodies[0].insertRow();
    const head = document.createElement('th');
    head.textContent = String(Number(table.rows[table.rows.length - 2]?.cells[0].textContent ?? 0) + 1);
    row.append(head, ...Array.from({ length: width }, cell));
}

function addColumn(table) {
    for (const row of table.rows) { row.append(cell()); }
}

function paste(table, event) {
    const text = event.clipboardData.getData('text/plain');
    const from = event.target.closest('td');
    if (!from || !text.includes('\t')) {
        return;
    }
    event.preventDefault();
    text.replace(/\r?\n$/, '').split(/\r?\n/).forEach((line, down) => {
        line.split('\t').forEach((value, right) => {
            const row = from.parentElement.rowIndex + down;
            const column = from.cellIndex + right;
            while (table.rows.length <= row) { addRow(table); }
            while (table.rows[0].cells.length <= column) { addColumn(table); }
            table.rows[row].cells[column].textContent = value;
        });
    });
}

export function edit(table) {
    const form = table.closest('form');
    const read = () => {
        const rows = [...table.rows].map(row => [...row.cells].slice(1).map(one => one.innerText.trim()));
        form.elements.rows.value = JSON.stringify(rows.filter(row => row.some(text => text !== '')));
    };
    read();
    table.addEventListener('input', read);
    table.addEventListener('paste', event => { paste(table, event); read(); });
    for (const button of form.querySelectorAll('[data-add]')) {
        button.addEventListener('click', () => {
            (button.dataset.add === 'row' ? addRow : addColumn)(table);
            read();
        });
    }
}
