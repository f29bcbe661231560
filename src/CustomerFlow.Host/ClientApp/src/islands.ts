// The one script of every page: finds islands and loads the code of those that are there.

export interface Island {
  (host: HTMLElement): Promise<void>;
}

const loaders: Record<string, () => Promise<{ start: Island }>> = {
  'flow-viewer': () => import('./flow-viewer.ts'),
  'flow-modeler': () => import('./flow-modeler.ts'),
  'decision-editor': () => import('./decision-editor.ts'),
  'form-editor': () => import('./form-editor.ts'),
  'trend-chart': () => import('./trend-chart.ts'),
};

async function startIsland(host: HTMLElement): Promise<void> {
  const load = loaders[host.dataset.island ?? ''];
  if (!load || host.dataset.state) return;
  host.dataset.state = 'loading';
  try {
    const { start } = await load();
    await start(host);
    host.dataset.state = 'ready';
  } catch (error) {
    host.dataset.state = 'failed';
    showFailure(host, error);
  }
  host.dispatchEvent(new CustomEvent('island-settled', { bubbles: true }));
}

function showFailure(host: HTMLElement, error: unknown): void {
  console.error(error);
  const line = document.createElement('p');
  line.className = 'island-failure';
  line.setAttribute('role', 'alert');
  line.textContent = host.dataset.failure ?? String(error instanceof Error ? error.message : error);
  host.append(line);
}

function startAll(root: ParentNode): void {
  for (const host of root.querySelectorAll<HTMLElement>('[data-island]')) void startIsland(host);
}

startAll(document);
// htmx 4 announces swapped content; islands inside it start like those of the first page.
document.addEventListener('htmx:after:swap', () => startAll(document));
