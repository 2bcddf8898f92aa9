// Every text exists in both languages, is used, and stands in the catalogue rather than in a component.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst, runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const faults = [];

/** Attributes whose text reaches a person's eyes or ears. */
const SPOKEN = new Set(
  'label hint title text alt placeholder confirm cancel copy copied submit valueText aria-label aria-description'.split(
    ' ',
  ),
);

const load = async (file) => (await runnerImport(join(root, file), { root, logLevel: 'error' })).module;
const { catalogue } = await load('src/app/texts/catalogue.ts');
const { meetingsCatalogue } = await load('src/app/texts/meetings.ts');
const { paletteCatalogue } = await load('src/app/texts/palette.ts');
const { sharingCatalogue } = await load('src/app/texts/sharing.ts');
const { browseCatalogue } = await load('src/app/texts/browse.ts');
const all = [catalogue, meetingsCatalogue, paletteCatalogue, sharingCatalogue, browseCatalogue];
const texts = Object.assign({}, ...all.map((one) => one.en));
compare(texts, Object.assign({}, ...all.map((one) => one.de)), '');

const sources = readdirSync(join(root, 'src'), { recursive: true })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$/.test(path) && !path.includes('texts/'))
  .map((path) => ({ path: `src/${path}`, code: readFileSync(join(root, 'src', path), 'utf8') }));
checkUse(texts, sources.map((one) => one.code).join('\n'));
for (const { path, code } of sources) if (path.endsWith('.tsx')) checkComponent(path, code);

for (const fault of faults) console.error(fault);
console.log(`texts: ${sources.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

function compare(en, de, path) {
  for (const key of new Set([...Object.keys(en), ...Object.keys(de)])) {
    const here = path === '' ? key : `${path}.${key}`;
    const [a, b] = [en[key], de[key]];
    if (a === undefined || b === undefined)
      faults.push(`${here}: missing in ${a === undefined ? 'English' : 'German'}`);
    else if (typeof a !== typeof b) faults.push(`${here}: ${typeof a} in English, ${typeof b} in German`);
    else if (typeof a === 'object') compare(a, b, here);
    else if (typeof a === 'string' && (a.trim() === '' || b.trim() === '')) faults.push(`${here}: empty`);
    else if (typeof a === 'function' && a.length < b.length)
      faults.push(`${here}: German wants more than it is given`);
    else if (typeof b === 'string' && /\b([Dd]u|[Dd]ein(e|en|em|er)?)\b/.test(b))
      faults.push(`${here}: not formal: ${b}`);
  }
}

/** A text that nothing shows is a text that nobody keeps right. Problems are looked up by their code. */
function checkUse(texts, code) {
  for (const [section, entries] of Object.entries(texts)) {
    if (section === 'problems') continue;
    for (const key of Object.keys(entries)) {
      if (
        !new RegExp(`\\b${section}\\.${key}\\b|\\b${key}\\b[^;\\n]*\\} = t\\.${section}|\\.${key}\\b`).test(
          code,
        )
      ) {
        faults.push(`${section}.${key}: used nowhere`);
      }
    }
  }
}

function checkComponent(path, code) {
  const at = (node) => `${relative('.', path)}:${code.slice(0, node.start).split('\n').length}`;
  walk(parseAst(code, { lang: 'tsx' }), (node, parent) => {
    if (node.type === 'JSXText' && hasWords(node.value)) faults.push(`${at(node)}: "${node.value.trim()}"`);
    const said = node.type === 'Literal' || node.type === 'TemplateLiteral' ? wordsIn(node) : '';
    if (!hasWords(said)) return;
    const isChild = parent.type === 'JSXExpressionContainer' && parent.inElement;
    const isSpoken = parent.type === 'JSXAttribute' && SPOKEN.has(nameOf(parent.name));
    if (isChild || isSpoken) faults.push(`${at(node)}: "${said}"`);
  });
}

function wordsIn(node) {
  if (node.type === 'TemplateLiteral') return node.quasis.map((one) => one.value.cooked).join(' ');
  return typeof node.value === 'string' ? node.value : '';
}

function hasWords(text) {
  return /\p{L}{2,}/u.test(text.replace(/\/welcome/, ''));
}

function nameOf(name) {
  return name.type === 'JSXNamespacedName' ? `${name.namespace.name}:${name.name.name}` : name.name;
}

/** Called with every node and its parent; children of an element know that they are. */
function walk(node, visit, parent = { type: 'none' }) {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && typeof child.type === 'string') {
        if (node.type === 'JSXElement' || node.type === 'JSXFragment') child.inElement = true;
        walk(child, visit, node);
      }
    }
  }
}
