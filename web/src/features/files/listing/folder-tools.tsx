import { LayoutGrid, List, Search, X } from 'lucide-react';
import {
  Button,
  Input,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { useIsPhone } from '../../../kit/screen';
import { usePerson } from '../../identity/session';
import { useBrowseTexts } from '../browse-texts';
import { chooseView, useView, type View } from './view';

type FolderToolsProps = { filter: string; onFilter: (text: string) => void };

/** Finding one's way in a folder: by a word of a name, and as a list or as pictures. */
export function FolderTools({ filter, onFilter }: FolderToolsProps) {
  const b = useBrowseTexts();
  const person = usePerson();
  const phone = useIsPhone();
  const view = useView(person.id);
  const views: { id: View; text: string; Icon: typeof List }[] = [
    { id: 'list', text: b.asList, Icon: List },
    { id: 'tiles', text: b.asTiles, Icon: LayoutGrid },
  ];
  return (
    <>
      <SearchField className="filter" aria-label={b.filter} value={filter} onChange={onFilter}>
        <Search size={17} aria-hidden="true" />
        <Input className="filter-input" placeholder={phone ? b.filterShort : b.filter} data-filter="" />
        <Button className="filter-clear" aria-label={b.filterClear}>
          <X size={16} aria-hidden="true" />
        </Button>
      </SearchField>
      <ToggleButtonGroup
        className="views"
        aria-label={b.view}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => {
          for (const key of keys) chooseView(person.id, key as View);
        }}
      >
        {views.map(({ id, text, Icon }) => (
          <TooltipTrigger key={id} delay={500} closeDelay={0}>
            <ToggleButton id={id} className="views-option" aria-label={text}>
              <Icon size={18} aria-hidden="true" />
            </ToggleButton>
            <Tooltip className="tooltip" offset={6}>
              {text}
            </Tooltip>
          </TooltipTrigger>
        ))}
      </ToggleButtonGroup>
    </>
  );
}
