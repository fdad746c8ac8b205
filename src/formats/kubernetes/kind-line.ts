/** The kind of the first object of a text that says so at the start of a line. */
export const kindLine = /^["']?kind["']?:[ \t]*["']?([A-Za-z]+)/m;
