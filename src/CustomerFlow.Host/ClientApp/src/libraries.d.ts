// The editor libraries ship without types for the services that are used here; these are the ones that are called.
interface BusinessObject {
  id: string;
  processRef?: BusinessObject;
}
interface DiagramElement {
  id: string;
  type: string;
  businessObject: BusinessObject;
}
interface DiagramServices {
  canvas: {
    zoom(level?: number | 'fit-viewport', center?: 'auto'): number;
    resized(): void;
    addMarker(id: string, marker: string): void;
    removeMarker(id: string, marker: string): void;
    getRootElement(): DiagramElement;
    scrollToElement(element: DiagramElement, padding?: number | Record<'top' | 'right' | 'bottom' | 'left', number>): void;
  };
  elementRegistry: {
    get(id: string): DiagramElement | undefined;
    find(test: (element: DiagramElement) => boolean): DiagramElement | undefined;
    filter(test: (element: DiagramElement) => boolean): DiagramElement[];
  };
  overlays: { add(id: string, overlay: { position: Record<string, number>; html: HTMLElement }): string };
  zoomScroll: { stepZoom(delta: number): void };
  selection: { select(element: DiagramElement): void };
  elementTemplatesLoader: { setTemplates(templates: unknown[]): void };
  commandStack: { canUndo(): boolean };
}
interface DiagramEvents {
  'element.click': { element: DiagramElement };
  'commandStack.changed': unknown;
  'commandStack.shape.replace.postExecuted': { context: { oldShape: DiagramElement; newShape: DiagramElement } };
  'elementTemplates.errors': { errors: Error[] };
}
declare class DiagramTool {
  constructor(options: Record<string, unknown>);
  importXML(xml: string): Promise<{ warnings: unknown[] }>;
  saveXML(options?: { format: boolean }): Promise<{ xml: string }>;
  saveSVG(): Promise<{ svg: string }>;
  get<K extends keyof DiagramServices>(service: K): DiagramServices[K];
  on<K extends keyof DiagramEvents>(event: K, listener: (event: DiagramEvents[K]) => void): void;
}
declare module 'bpmn-js/lib/NavigatedViewer' {
  export default class NavigatedViewer extends DiagramTool {}
}
declare module 'bpmn-js/lib/Modeler' {
  export default class Modeler extends DiagramTool {}
}
declare module 'bpmn-js-properties-panel';
declare module 'bpmn-js-element-templates';
declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
declare module 'zeebe-bpmn-moddle/resources/zeebe.json';
declare module 'dmn-js/lib/Modeler';
declare module '@bpmn-io/form-js-editor';
