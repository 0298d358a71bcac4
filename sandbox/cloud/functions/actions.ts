import * as v from 'valibot';
import type { Actions } from '../actions';
import { action } from '../actions';
import { CloudFailure } from '../failure';
import type { FunctionHost } from './host';

/** `functions.*`, with the SDK's names and shapes. A function called by a function has no person behind it. */
export function functionActions(host: Pick<FunctionHost, 'invoke'>): Actions {
  return {
    'functions.invokeFunction': action(
      { function_name: v.string(), request_data: v.optional(v.string(), '') },
      async ({ function_name, request_data }) => {
        const { requestId, result } = await host.invoke(function_name, parse(request_data), {});
        return { requestId, data: { response_data: JSON.stringify(result) } };
      },
    ),
  };
}

function parse(data: string): unknown {
  if (data === '') return {};
  try {
    return JSON.parse(data);
  } catch {
    throw new CloudFailure('FUNCTION_PARAM_INVALID', 'the data is not JSON');
  }
}
