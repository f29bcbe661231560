// The editor of decision tables.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import DmnModeler from 'dmn-js/lib/Modeler';
import './canvas.css';
import './decision-editor.css';
import { decisionTexts } from './texts-decision.ts';
import { languageOf } from './language.ts';
import { connectForm, readSource } from './source.ts';
import { translateModule } from './translate.ts';

interface View {
  type: string;
  element: unknown;
}

export async function start(host: HTMLElement): Promise<void> {
  const area = document.createElement('div');
  area.className = 'island-canvas';
  host.append(area);
  const texts = { additionalModules: [translateModule(languageOf(host), decisionTexts)] };
  const editor = new DmnModeler({
    container: area, drd: texts, decisionTable: texts, literalExpression: texts, boxedExpression: texts,
  });
  // Every view of the file has a stack of its own, and looking at another view empties it.
  let changed = false;
  const saving = connectForm(host, () => changed, async () => (await editor.saveXML({ format: true })).xml as string);
  const watched = new Set<unknown>();
  editor.on('views.changed', () => {
    const viewer = editor.getActiveViewer();
    if (!viewer || watched.has(viewer)) return;
    watched.add(viewer);
    viewer.on('commandStack.changed', () => {
      if (viewer.get('commandStack').canUndo()) changed = true;
      saving.changed();
    });
  });
  await editor.importXML(await readSource(host));
  const tables = (editor.getViews() as View[]).filter((view) => view.type !== 'drd');
  if (tables.length === 1) await editor.open(tables[0]);
}
