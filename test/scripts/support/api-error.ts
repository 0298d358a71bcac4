/** A documented error of API 3.0, as it stands in `Response.Error`. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
