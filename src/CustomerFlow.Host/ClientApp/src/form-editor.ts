// The editor of forms. Pages render forms on the server; only their schema is edited here.
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor-base.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import './canvas.css';
import './form-editor.css';
import { formTexts } from './texts-form.ts';
import { languageOf } from './language.ts';
import { relabel } from './relabel.ts';
import { connectForm, readSource } from './source.ts';
import { translateModule } from './translate.ts';

export async function start(host: HTMLElement): Promise<void> {
  const area = document.createElement('div');
  area.className = 'island-canvas';
  host.append(area);
  const editor = new FormEditor({
    container: area, additionalModules: [translateModule(languageOf(host), formTexts)],
  });
  await editor.importSchema(JSON.parse(await readSource(host)));
  relabel(
    [...area.querySelectorAll<HTMLElement>('.fjs-palette-container, .fjs-properties-container, .fjs-editor-properties-container')],
    languageOf(host), formTexts);
  const saving = connectForm(host, () => editor.get('commandStack').canUndo(), async () => JSON.stringify(editor.saveSchema(), null, 2));
  editor.on('changed', () => saving.changed());
}
