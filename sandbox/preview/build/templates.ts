import { existsSync, readFileSync } from 'node:fs';
import { TmplGroup } from 'glass-easel-template-compiler';
import { SourceProblem } from './problem';
import type { SourceTree } from './source-tree';
import { rewriteWxs, WXS_GLOBALS } from './wxs';

export interface CompiledTemplates {
  /** JavaScript expression: one object with a generator for each template id. */
  readonly code: string;
  /** What the compiler would rather see otherwise, in the mini-program's own templates only. */
  readonly warnings: readonly SourceProblem[];
}

interface CompilerRemark {
  readonly isError: boolean;
  readonly message: string;
  /** Counts from 0. */
  readonly startLine: number;
}

/** Compiles the templates of these ids with everything that they include, import or call. */
export function compileTemplates(ids: readonly string[], tree: SourceTree): CompiledTemplates {
  const group = new TmplGroup();
  try {
    group.setExtraRuntimeScript(WXS_GLOBALS);
    const compilation = new Compilation(group, tree);
    for (const id of ids) compilation.addTemplate(id);
    return { code: group.getTmplGenObjectGroups(), warnings: compilation.warnings };
  } finally {
    group.free(); // lives in wasm memory, which nobody collects
  }
}

class Compilation {
  readonly warnings: SourceProblem[] = [];
  private readonly templates = new Set<string>();
  private readonly scripts = new Set<string>();

  constructor(
    private readonly group: TmplGroup,
    private readonly tree: SourceTree,
  ) {}

  addTemplate(id: string): void {
    if (this.templates.has(id)) return;
    this.templates.add(id);
    const file = `${this.tree.fileOf(id)}.wxml`;
    const source = this.read(file);
    this.judge(file, this.group.addTmpl(id, source) as CompilerRemark[]);
    for (const module of this.group.getInlineScriptModuleNames(id) as string[]) {
      const script = this.group.getInlineScript(id, module);
      this.group.setInlineScript(id, module, this.rewrite(script, id));
    }
    for (const dependency of this.group.getDirectDependencies(id) as string[]) this.addTemplate(dependency);
    for (const dependency of this.group.getScriptDependencies(id) as string[]) this.addScript(dependency);
  }

  private addScript(id: string): void {
    if (this.scripts.has(id)) return;
    this.scripts.add(id);
    this.group.addScript(id, this.rewrite(this.read(`${this.tree.fileOf(id)}.wxs`), id));
  }

  private rewrite(source: string, id: string): string {
    return rewriteWxs(source, id, (required) => this.addScript(required));
  }

  private read(file: string): string {
    if (!existsSync(file)) throw new SourceProblem(file, null, 'is missing');
    return readFileSync(file, 'utf8');
  }

  private judge(file: string, remarks: readonly CompilerRemark[]): void {
    for (const { isError, message, startLine } of remarks) {
      const problem = new SourceProblem(file, startLine + 1, message);
      if (isError) throw problem;
      if (file.startsWith(this.tree.root)) this.warnings.push(problem);
    }
  }
}
