import { call } from '../../app/api';
import type { NodeWithPath } from '../files/nodes';

export type Access = 'view' | 'add' | 'edit' | 'drop';

export type ShareLink = {
  kind: 'link';
  id: string;
  /** Only its giver is told it. */
  token: string | null;
  access: Access;
  label: string;
  note: string;
  password: boolean;
  expiresAt: string | null;
  downloadLimit: number | null;
  downloads: number;
  madeAt: string;
  live: boolean;
  own: boolean;
  node: NodeWithPath;
};

export type LinkChange = Partial<{
  access: Access;
  label: string;
  note: string;
  password: string | null;
  expiresAt: string | null;
  downloadLimit: number | null;
}>;

export function makeLink(node: string, access: Access): Promise<ShareLink> {
  return call('POST', `/nodes/${node}/links`, { body: { access } });
}

export function changeLink(id: string, change: LinkChange): Promise<ShareLink> {
  return call('PATCH', `/shares/${id}`, { body: change });
}

export function addressOf(token: string): string {
  return `${location.origin}/s/${token}`;
}
