import { sanitise } from "./sanitise.ts";

const [open, close] = ["\u001B]8;;", "\u001B\\"];

/**
 * A text that leads to a file below a folder (OSC 8, gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda), or the text alone where the path
 * is none of a file below it: what runs (`docker:auth-1`), a commit, a way out of the folder, anything that hides characters.
 */
export function hyperlink(text: string, folder: string, path: string): string {
  const steps = path.split("/");
  const isFile = !/[:\\]/.test(path) && sanitise(path) === path && steps.every((step) => step !== "" && step !== "..");
  return isFile ? `${open}${folder}${steps.map(encodeURIComponent).join("/")}${close}${text}${open}${close}` : text;
}
