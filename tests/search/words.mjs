// The words of a text as the script cuts it, which has no list of them to send to readers.

import {cut, fold, join} from "../../static/search.js";

/** The words of a text, and parts of them, each with whether it is a part. */
export const pieces = text => Array.from(cut(join(fold(text))), ([word, , , isPart]) => [word, !!isPart]);
export const words = text => pieces(text).flatMap(([word, isPart]) => isPart ? [] : word);
