import Busboy from '@fastify/busboy';
import type { SimRequest } from '../simulator';
import type { Form } from './fields';

/** Fields and files of a multipart body; both empty when it is none, or broken. */
export async function readMultipart({ headers, body }: SimRequest): Promise<Form> {
  const type = headers['content-type'] ?? '';
  const nothing: Form = { fields: new URLSearchParams(), files: new Map() };
  return /^multipart\/form-data; *boundary=./i.test(type) ? parse(type, body).catch(() => nothing) : nothing;
}

function parse(type: string, body: Buffer): Promise<Form> {
  const fields = new URLSearchParams();
  const files = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    const parser = new Busboy({ headers: { 'content-type': type } });
    parser.on('field', (name, value) => fields.append(name, value));
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => void files.set(name, Buffer.concat(chunks)));
      stream.on('error', reject);
    });
    parser.on('finish', () => resolve({ fields, files }));
    parser.on('error', reject);
    parser.end(body);
  });
}
