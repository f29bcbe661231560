// The workflow editor: the modeler, its properties panel and the templates of our own steps.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import Modeler from 'bpmn-js/lib/Modeler';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import {
  BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import zeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import zeebeModdle from 'zeebe-bpmn-moddle/resources/zeebe.json';
import './canvas.css';
import './flow-modeler.css';
import { flowTexts } from './texts-flow.ts';
import { languageOf } from './language.ts';
import { relabel } from './relabel.ts';
import { connectForm, readSource } from './source.ts';
import { translateModule } from './translate.ts';

const readableZoom = 0.8;

export async function start(host: HTMLElement): Promise<void> {
  const area = part(host, 'island-canvas');
  const panel = part(host, 'island-panel');
  const modeler = new Modeler({
    container: area,
    propertiesPanel: { parent: panel },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule,
      CloudElementTemplatesPropertiesProviderModule, zeebeBehaviors, translateModule(languageOf(host), flowTexts),
    ],
    moddleExtensions: { zeebe: zeebeModdle },
  });
  relabel([panel], languageOf(host), flowTexts);
  await loadTemplates(host, modeler);
  await modeler.importXML(await readSource(host));
  showBeginning(modeler);
  const ids = rememberIds(host, modeler);
  const saving = connectForm(host, () => modeler.get('commandStack').canUndo(), async () => {
    ids.send();
    return (await modeler.saveXML({ format: true })).xml;
  });
  modeler.on('commandStack.changed', () => saving.changed());
  jumpToNamedElements(modeler);
}

// The texts of an element in both languages stand under its id: an id that the owner changes is sent together with the one before.
function rememberIds(host: HTMLElement, modeler: Modeler): { send(): void } {
  const former = new Map<BusinessObject, string>();
  const all = () => modeler.get('elementRegistry').filter(() => true)
    .flatMap(({ businessObject }) => (businessObject.processRef ? [businessObject, businessObject.processRef] : [businessObject]));
  for (const object of all()) former.set(object, object.id);
  // Another kind of element is another object that keeps the id.
  modeler.on('commandStack.shape.replace.postExecuted', ({ context }) => {
    const id = former.get(context.oldShape.businessObject);
    if (id) former.set(context.newShape.businessObject, id);
  });
  return {
    send() {
      const field = document.querySelector<HTMLInputElement>(host.dataset.formerIds ?? '');
      const changed = all().filter((object) => (former.get(object) ?? object.id) !== object.id);
      if (field) field.value = JSON.stringify(Object.fromEntries(changed.map((object) => [object.id, former.get(object)])));
    },
  };
}

// A whole workflow in one window is too small to read: then its beginning is shown at a readable size.
function showBeginning(modeler: Modeler): void {
  const canvas = modeler.get('canvas');
  if (canvas.zoom('fit-viewport', 'auto') >= readableZoom) return;
  canvas.zoom(readableZoom);
  const start = modeler.get('elementRegistry').filter((element) => element.type === 'bpmn:StartEvent')[0];
  if (start) canvas.scrollToElement(start, { top: 200, left: 160, right: 100, bottom: 200 });
}

function part(host: HTMLElement, name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  host.append(element);
  return element;
}

async function loadTemplates(host: HTMLElement, modeler: Modeler): Promise<void> {
  if (!host.dataset.templates) return;
  const answer = await fetch(host.dataset.templates);
  if (!answer.ok) throw new Error(`${answer.status} ${host.dataset.templates}`);
  modeler.on('elementTemplates.errors', ({ errors }) => errors.forEach((error) => console.warn(error.message)));
  modeler.get('elementTemplatesLoader').setTemplates((await answer.json()) as unknown[]);
}

// A problem in the list below the editor carries the id of its element; a click shows that element.
function jumpToNamedElements(modeler: Modeler): void {
  const show = (id: string | undefined) => {
    const element = id ? modeler.get('elementRegistry').get(id) : undefined;
    if (!element) return;
    modeler.get('selection').select(element);
    const canvas = modeler.get('canvas');
    if (canvas.zoom() < readableZoom) canvas.zoom(readableZoom);
    canvas.scrollToElement(element, 160);
  };
  document.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest<HTMLElement>('[data-jump]');
    if (!link) return;
    event.preventDefault();
    show(link.dataset.jump);
  });
  // The panel listens only once it has been painted: chosen before that, the step would not be the one it shows.
  requestAnimationFrame(() => setTimeout(() => show(new URLSearchParams(location.search).get('element') ?? undefined)));
}
