import { Info } from 'lucide-react';
import { ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useBrowseTexts } from '../browse-texts';

export function DetailsButton({ open, onChange }: { open: boolean; onChange: (open: boolean) => void }) {
  const b = useBrowseTexts();
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <ToggleButton
        className="button button-icon button-quiet details-button"
        aria-label={b.details}
        isSelected={open}
        onChange={onChange}
      >
        <Info size={20} aria-hidden="true" />
      </ToggleButton>
      <Tooltip className="tooltip" offset={6}>
        {b.details}
      </Tooltip>
    </TooltipTrigger>
  );
}
