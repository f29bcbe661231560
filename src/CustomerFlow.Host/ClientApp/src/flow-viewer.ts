// The flow chart of a workflow, with the steps of a case marked on it.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import './canvas.css';
import './flow-viewer.css';
import { readSource } from './source.ts';

interface Marks {
  done?: string[];
  active?: string[];
  failed?: string[];
  counts?: Record<string, number>;
}

export async function start(host: HTMLElement): Promise<void> {
  const area = document.createElement('div');
  area.className = 'island-canvas';
  host.append(area);
  const viewer = new NavigatedViewer({ container: area });
  await viewer.importXML(await readSource(host));
  const marks = onlySteps(JSON.parse(host.dataset.marks ?? '{}') as Marks, viewer.get('canvas').getRootElement().id);
  mark(viewer, marks);
  open(viewer, marks);
  new ResizeObserver(() => viewer.get('canvas').resized()).observe(host);
  host.append(tools(host, viewer));
  announceClicks(host, viewer);
}

// The process itself is the chart's root: a mark on it would colour every step.
function onlySteps(marks: Marks, processId: string): Marks {
  const steps = (ids: string[] = []) => ids.filter((id) => id !== processId);
  return { ...marks, done: steps(marks.done), active: steps(marks.active), failed: steps(marks.failed) };
}

function mark(viewer: NavigatedViewer, marks: Marks): void {
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const known = (ids: string[] = []) => ids.filter((id) => registry.get(id));
  for (const id of known(marks.done)) canvas.addMarker(id, 'flow-done');
  for (const id of known(marks.active)) canvas.addMarker(id, 'flow-active');
  for (const id of known(marks.failed)) canvas.addMarker(id, 'flow-failed');
  for (const [id, count] of Object.entries(marks.counts ?? {})) {
    if (!registry.get(id)) continue;
    const badge = document.createElement('div');
    badge.className = 'flow-count';
    badge.textContent = String(count);
    viewer.get('overlays').add(id, { position: { top: -10, right: 10 }, html: badge });
  }
}

// A long workflow fits only as a thin line; while a case is under way the step where it stands is shown in a readable size instead.
// A closed case shows its whole story.
const readableScale = 0.4;

function open(viewer: NavigatedViewer, marks: Marks): void {
  fit(viewer);
  const canvas = viewer.get('canvas');
  if (canvas.zoom() >= readableScale) return;
  const registry = viewer.get('elementRegistry');
  const shown = [...(marks.failed ?? []), ...(marks.active ?? [])].find((id) => registry.get(id));
  if (!shown && marks.done?.length) return;
  canvas.zoom(0.75);
  const element = shown ? registry.get(shown) : registry.find((candidate) => candidate.type === 'bpmn:StartEvent');
  if (element) canvas.scrollToElement(element, { top: 160, bottom: 160, left: 260, right: 260 });
}

function fit(viewer: NavigatedViewer): void {
  viewer.get('canvas').zoom('fit-viewport', 'auto');
}

function tools(host: HTMLElement, viewer: NavigatedViewer): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'island-tools';
  const add = (text: string, label: string | undefined, act: () => void) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    if (label) {
      button.title = label;
      button.setAttribute('aria-label', label);
    }
    button.addEventListener('click', act);
    bar.append(button);
  };
  add('+', host.dataset.zoomIn, () => viewer.get('zoomScroll').stepZoom(1));
  add('−', host.dataset.zoomOut, () => viewer.get('zoomScroll').stepZoom(-1));
  add('⤢', host.dataset.zoomFit, () => fit(viewer));
  if (document.fullscreenEnabled) {
    add('□', host.dataset.large, () => void (document.fullscreenElement ? document.exitFullscreen() : host.requestFullscreen()));
    host.addEventListener('fullscreenchange', () => requestAnimationFrame(() => {
      viewer.get('canvas').resized();
      fit(viewer);
    }));
  }
  add('SVG', host.dataset.svg, () => void download(viewer, host.dataset.name ?? 'flow'));
  return bar;
}

async function download(viewer: NavigatedViewer, name: string): Promise<void> {
  const { svg } = await viewer.saveSVG();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  link.download = `${name}.svg`;
  link.click();
  URL.revokeObjectURL(link.href);
}

// A click tells the page which step was meant; the page may show its details beside the chart.
function announceClicks(host: HTMLElement, viewer: NavigatedViewer): void {
  const canvas = viewer.get('canvas');
  let chosen: string | null = null;
  viewer.on('element.click', ({ element }) => {
    if (chosen) canvas.removeMarker(chosen, 'flow-chosen');
    chosen = element === canvas.getRootElement() ? null : element.id;
    if (chosen) canvas.addMarker(chosen, 'flow-chosen');
    highlightDetails(chosen);
    host.dispatchEvent(new CustomEvent('flow-element', { bubbles: true, detail: { id: chosen } }));
  });
}

function highlightDetails(id: string | null): void {
  for (const row of document.querySelectorAll<HTMLElement>('[data-element]')) {
    row.classList.toggle('is-chosen', row.dataset.element === id);
  }
}
