const { transformSync } = require('esbuild');

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
};
