import { type DragEvent, useState } from 'react';
import { droppedFiles } from './droppedFiles.ts';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Returns what makes an element take files and folders that are dropped on it, and whether some hang over it. */
export function useFilesDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setIsOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (!hasFiles(event)) return;
        // Without this the browser would open the file in place of the window.
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent): void => {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) setIsOver(false);
      },
      onDrop: (event: DragEvent): void => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        const plain = [...event.dataTransfer.files];
        // A folder that cannot be walked through still leaves the files beside it.
        droppedFiles(event.dataTransfer).then(onFiles, () => onFiles(plain));
      },
    },
  };
}
