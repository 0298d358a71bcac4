const { transformSync } = require('esbuild');

/** Compiles one TypeScript file for jest; types are checked by `npm run types`. */
module.exports = {
  process(source, file) {
    const { code } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
    });
    return { code };
  },
};
