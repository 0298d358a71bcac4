const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

const own = readFileSync(__filename);

/** Compiles one TypeScript file for jest; types are checked by `npm run types`. */
module.exports = {
  process(source, file) {
    const { code } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      supported: { 'dynamic-import': false }, // jest lets no CommonJS module load another that way
      sourcemap: 'inline',
      sourcefile: file,
    });
    return { code };
  },

  /** What this file did before it was changed counts no more. */
  getCacheKey: (source, file) =>
    createHash('sha256').update(own).update(file).update('\0').update(source).digest('hex'),
};
