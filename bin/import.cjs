/** A dynamic import of a file that Node itself has loaded; the bundle, which runs from V8's code cache, cannot make one. */
module.exports = (specifier) => import(specifier);
