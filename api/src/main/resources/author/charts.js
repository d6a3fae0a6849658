// Draws what a simulation came to. The tables below hold the same figures exactly.
import './echarts.js';

const echarts = globalThis.echarts;

/** Says above a chart what it shows. */
function titled(option, text) {
    return { ...option, title: { text, textStyle: { fontSize: 14 } }, grid: { ...option.grid, top: 35 } };
}

function bars(categories, series, stacked) {
    return {
        animation: false,
        tooltip: { trigger: 'axis', renderMode: 'richText' },
        legend: { bottom: 0 },
        grid: { containLabel: true, left: 10, right: 20, top: 10, bottom: 35 },
        xAxis: { type: 'value' },
        yAxis: { type: 'category', data: categories, inverse: true, axisLabel: { interval: 0 } },
        series: series.map(([name, data]) => ({ name, data, type: 'bar', stack: stacked ? 'all' : undefined })),
    };
}

export function draw(box) {
    const { slices, outcomes, touches, rivals, budgets } = JSON.parse(box.dataset.charts);
    const { enter, stay, leave, now, draft, left, loses, gains, expected } = box.dataset;
    const names = list => list.map(one => one.name);
    const values = (list, key) => list.map(one => one[key]);
    const options = {
        slices: bars(names(slices), [
            [enter, values(slices, 'entering')], [stay, values(slices, 'staying')], [leave, values(slices, 'leaving')],
        ], true),
        outcomes: bars(names(outcomes), [[now, values(outcomes, 'live')], [draft, values(outcomes, 'draft')]], false),
        touches: bars(names(touches), [[now, values(touches, 'live')], [draft, values(touches, 'draft')]], false),
        rivals: bars(names(rivals), [[loses, values(rivals, 'loses')], [gains, values(rivals, 'gains')]], false),
        budgets: bars(names(budgets), [
            [left, values(budgets, 'left')], [now, values(budgets, 'live')], [draft, values(budgets, 'draft')],
            [expected, values(budgets, 'expected')],
        ], false),
    };
    for (const place of box.querySelectorAll('[data-chart]')) {
        const option = options[place.dataset.chart];
        const count = option.yAxis.data.length;
        place.hidden = count === 0;
        if (count > 0) {
            echarts.init(place, null, { renderer: 'canvas', height: 115 + 40 * count })
                .setOption(titled(option, place.getAttribute('aria-label')));
        }
    }
}
