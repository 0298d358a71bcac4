import type { Handler } from '../../core/handler';
import { nothing } from '../../core/schemas';
import { stylesOf } from './code-picture';

export const codeStyles: Handler<'code.styles'> = {
  input: nothing,
  access: 'members',
  run: async (_input, context) => ({ styles: stylesOf(context) }),
};
