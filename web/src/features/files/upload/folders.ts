import { ApiProblem, codeOf } from '../../../app/problem';
import { allChildren, createFolder } from '../nodes';

/**
 * Makes the folders of one batch, each once, however many files ask for it at the same time. A folder that is there
 * already is used as it is: uploading a folder twice merges.
 */
export class FolderMaker {
  readonly #made = new Map<string, Promise<string>>();

  find(parent: string, path: readonly string[]): Promise<string> {
    if (path.length === 0) return Promise.resolve(parent);
    const key = `${parent}/${path.join('/')}`;
    const known = this.#made.get(key);
    if (known) return known;
    const making = this.#make(parent, path);
    this.#made.set(key, making);
    // A failure must not stick: whoever tries again gets a new attempt.
    making.catch(() => this.#made.delete(key));
    return making;
  }

  async #make(parent: string, path: readonly string[]): Promise<string> {
    const home = await this.find(parent, path.slice(0, -1));
    const name = path.at(-1) ?? '';
    try {
      return (await createFolder(home, name)).id;
    } catch (error) {
      if (codeOf(error) !== 'exists') throw error;
      const there = (await allChildren(home)).find((one) => one.name === name && one.kind === 'folder');
      if (!there) throw new ApiProblem('exists', 409, 'A file of this name is in the way.');
      return there.id;
    }
  }
}
