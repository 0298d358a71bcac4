import type { ToolCalls } from '../../../typings/contract/tools';
import type { Handlers } from '../../core/handler';

/** What a vendor offers besides cameras. */
export const toolHandlers = {} as Handlers<keyof ToolCalls>;
