// How a figure went over time. The page has the same figures in a table, so this is a picture and nothing more.
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import './trend-chart.css';

interface Series {
  name: string;
  values: (number | null)[];
  // From how many answers each value comes.
  notes: string[];
  min: number;
  max: number;
}

interface Trend {
  periods: string[];
  series: Series[];
}

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const colours = ['#1f5fa6', '#b35c00'];

export async function start(host: HTMLElement): Promise<void> {
  const trend = JSON.parse(host.dataset.trend ?? '{"periods":[],"series":[]}') as Trend;
  const area = document.createElement('div');
  area.className = 'island-trend';
  host.append(area);
  const chart = init(area, undefined, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    color: colours,
    // The library measures its texts and needs the font by name.
    textStyle: { fontFamily: getComputedStyle(host).fontFamily },
    grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemGap: 24 },
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'category', data: trend.periods },
    yAxis: trend.series.map(({ min, max }, index) => ({ type: 'value', min, max, splitLine: { show: index === 0 } })),
    series: trend.series.map(({ name, values, notes }, index) => ({
      name,
      type: 'line',
      yAxisIndex: index,
      symbol: index === 0 ? 'circle' : 'diamond',
      symbolSize: 8,
      lineStyle: { type: index === 0 ? 'solid' : 'dashed' },
      data: values.map((value, at) => ({ value: value ?? '-', note: notes[at] })),
      tooltip: { valueFormatter: (value: unknown, at: number) => `${value} (${notes[at] ?? ''})` },
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(host);
}
