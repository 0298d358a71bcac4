/** First byte of a greeting. */
export const RTMP_VERSION = 3;
/** Length of each side's random block and of its echo. */
export const HANDSHAKE_BYTES = 1536;
