import ts from 'typescript';
import type { Attribute, Hole } from './markup';

interface Named {
  readonly name: string;
  readonly line: number;
}

/** What one `{{…}}` asks of its surroundings. */
export interface Reading {
  readonly names: readonly Named[];
  /** Whose members are read: `name.member`. */
  readonly members: readonly (Named & { readonly member: string })[];
  /** What is called, or whose member is; null where that has no name. */
  readonly calls: readonly { readonly callee: string | null; readonly line: number }[];
  /** Whether it spreads an object whose members nobody can tell. */
  readonly spreads: boolean;
  /** The names under which an object hands things on. */
  readonly keys: readonly string[];
}

/** A value that stands in the template itself. */
export interface Literal {
  readonly type: 'String' | 'Number' | 'Boolean' | 'Array' | 'Object';
  readonly text: string;
}
export interface Ends {
  readonly values: readonly Literal[];
  /** Whether it can have no other value. */
  readonly complete: boolean;
}

/** Names of JavaScript that are nobody's data. */
const CONSTANTS = new Set(['undefined', 'NaN', 'Infinity']);

/** Names in a template that are words in a script. */
const RESERVED =
  /^\s*(?:for|class|default|if|in|new|switch|case|with|do|else|return|delete|void|this|super|import|export)\s*$/;

/** Reads an expression; `asObject` where WXML leaves out an object's braces, as in `<template data>`. */
export function readExpression({ text, line }: Hole, asObject = false): Reading {
  if (RESERVED.test(text))
    return { names: [{ name: text.trim(), line }], members: [], calls: [], spreads: false, keys: [] };
  const source = parseExpression(text, asObject);
  const lineOf = (node: ts.Node) => line + source.getLineAndCharacterOfPosition(node.getStart(source)).line;
  const names: Named[] = [];
  const members: Reading['members'][number][] = [];
  const calls: Reading['calls'][number][] = [];
  const keys: string[] = [];
  let spreads = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isRead(node) && !CONSTANTS.has(node.text))
      names.push({ name: node.text, line: lineOf(node) });
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
      members.push({ name: node.expression.text, member: node.name.text, line: lineOf(node) });
    if (ts.isCallExpression(node)) calls.push({ callee: calleeOf(node), line: lineOf(node) });
    if (ts.isObjectLiteralElement(node) && node.name) keys.push(node.name.getText(source).replace(/['"]/g, ''));
    if (ts.isSpreadAssignment(node)) spreads = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { names, members, calls, spreads, keys };
}

/** The values that an attribute may have, as far as they are written out: `{{a ? 'x' : b}}` has one that is. */
export function endsOf({ value, holes }: Attribute): Ends {
  if (value === null) return single('Boolean', 'true');
  const [hole] = holes;
  if (hole === undefined) return single('String', value);
  if (holes.length > 1 || value.trim() !== `{{${hole.text}}}`) return OPEN;
  const [statement] = parseExpression(hole.text, false).statements;
  return statement && ts.isExpressionStatement(statement) ? endsOfNode(statement.expression) : OPEN;
}

const OPEN: Ends = { values: [], complete: false };
const single = (type: Literal['type'], text: string): Ends => ({ values: [{ type, text }], complete: true });

function parseExpression(text: string, asObject: boolean): ts.SourceFile {
  return ts.createSourceFile('expression.ts', asObject ? `({${text}})` : `(${text})`, ts.ScriptTarget.Latest, true);
}

/** Whether a name stands for a value, and not for a member of one. */
const isRead = (node: ts.Identifier): boolean =>
  !((ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node);

function calleeOf({ expression }: ts.CallExpression): string | null {
  const named = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(named) ? named.text : null;
}

function endsOfNode(node: ts.Expression): Ends {
  if (ts.isParenthesizedExpression(node)) return endsOfNode(node.expression);
  if (ts.isConditionalExpression(node)) {
    const [one, other] = [endsOfNode(node.whenTrue), endsOfNode(node.whenFalse)];
    return { values: [...one.values, ...other.values], complete: one.complete && other.complete };
  }
  const text = node.getText();
  if (ts.isStringLiteral(node)) return single('String', node.text);
  if (ts.isNumericLiteral(node)) return single('Number', text);
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
    return single('Boolean', text);
  if (ts.isArrayLiteralExpression(node)) return single('Array', text);
  return ts.isObjectLiteralExpression(node) ? single('Object', text) : OPEN;
}
