import type { IncomingMessage } from 'node:http';
import Busboy from '@fastify/busboy';

const MOST_BYTES = 16 << 20;

/** A JSON object, or the fields and files of a form; null for anything else, and beyond 16 MiB. */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (bytes === null) return null;
  return /^multipart\/form-data; *boundary=./i.test(type)
    ? readForm(type, bytes).catch(() => null)
    : readJson(bytes.toString('utf8'));
}

async function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}

function readForm(type: string, bytes: Buffer): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  return new Promise((resolve, reject) => {
    const parser = new Busboy({ headers: { 'content-type': type } });
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => (fields[name] = Buffer.concat(chunks)));
      stream.on('error', reject);
    });
    parser.on('finish', () => resolve(fields));
    parser.on('error', reject);
    parser.end(bytes);
  });
}
