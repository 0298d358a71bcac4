import { addGlobalErrorListener, addGlobalWarningListener, type ComponentSpace } from 'glass-easel';
import { MiniProgramEnv, type AssociatedBackend, type CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { BootPlan } from '../boot-plan';
import { reportError, reportUnimplemented } from '../report';
import { createBackend } from './backend';

/** Where pages and components are defined and from where pages are made. */
export interface Space {
  readonly code: CodeSpace;
  readonly components: ComponentSpace;
  readonly backend: AssociatedBackend;
}

/** Prefix of `is` of the elements that the preview itself defines. */
export const BUILT_IN = 'wx-built-in/';

export function createSpace(plan: BootPlan): Space {
  const environment = new MiniProgramEnv();
  const code = environment.createCodeSpace('', true);
  const components = code.getComponentSpace();
  // writeFieldsToNode would let a component property named `dataset` replace the element's own.
  components.updateComponentOptions({ writeIdToDOM: true, idPrefixGenerator: null, writeFieldsToNode: false });
  for (const { id, json, scope } of plan.components) {
    const content = plan.templates[id];
    if (content === undefined) throw new Error(`no template was compiled for ${id}`);
    code.addComponentStaticConfig(id, json);
    code.addCompiledTemplate(id, { groupList: plan.templates, content, fallbackListenerOnNativeNode: true });
    code.addStyleSheet(id, undefined, scope === '' ? undefined : scope);
  }
  listenToGlassEasel();
  return { code, components, backend: environment.associateBackend(createBackend()) };
}

function listenToGlassEasel(): void {
  addGlobalErrorListener((error) => {
    reportError(error);
    return false;
  });
  addGlobalWarningListener((message, _owner, node) => {
    const property = /^"(.+)" is not a valid property$/.exec(message)?.[1];
    const is = node !== undefined && 'is' in node ? String(node.is) : '';
    if (property !== undefined && is.startsWith(BUILT_IN)) {
      reportUnimplemented(`attribute ${property} of <${is.slice(BUILT_IN.length)}>`);
    }
    return false;
  });
}
