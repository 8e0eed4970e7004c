/** What is read besides the files that were named: the paths of a command say what is reported, never who is seen to call it. */
import { discover, isProject, type Discovered } from '../discovery';
import type { NodeFileSystem } from '../nodeFileSystem';
import { isWithin } from '../paths';

export interface Surroundings {
  /** Files of the projects that were not named, to be looked at only. */
  readonly files: readonly string[];
  readonly manifests: readonly string[];
  /** In which imports are looked up. */
  readonly roots: readonly string[];
  /** Folders too large to be read for the sake of what was named. */
  readonly unread: readonly string[];
}

/** A folder of more says that it is no project but somebody's home. */
const MOST_FOLDERS = 20_000;
const MOST_FOLDERS_WITHOUT_PROJECT = 1_500;

/** The projects round what was named; where there is none, the working directory, which is what a scan without paths would read. */
export function surroundings(
  paths: readonly string[],
  { files, roots }: Discovered,
  fileSystem: NodeFileSystem,
  workingFolder: string | undefined,
): Surroundings {
  const named = new Set(files);
  const folders = new Set<string>();
  for (const root of roots) {
    const isInside = workingFolder !== undefined && workingFolder !== root && isWithin(workingFolder, root);
    folders.add(!isProject(root, fileSystem) && isInside ? workingFolder : root);
  }
  const around: string[] = [];
  const manifests: string[] = [];
  const unread: string[] = [];
  for (const folder of folders) {
    if (paths.some((path) => isWithin(path, folder))) continue;
    const most = isProject(folder, fileSystem) ? MOST_FOLDERS : MOST_FOLDERS_WITHOUT_PROJECT;
    const found = discover([folder], fileSystem, () => {}, most);
    if (found.isCut) unread.push(folder);
    else {
      around.push(...found.files.filter((file) => !named.has(file)));
      manifests.push(...found.manifests);
    }
  }
  return { files: around, manifests, roots: outermost([...folders]), unread };
}

function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(other, folder)));
}
