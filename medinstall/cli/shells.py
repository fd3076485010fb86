"""The completion scripts. Each asks `medinstall completer` for the words that may follow, and nothing else.

The word being typed comes last, after a full stop: an empty one would be lost by some shells. Each line of the answer
is a word, a tab, an explanation; « :fichiers » hands the word over to the shell.
"""

from __future__ import annotations

BASH = r"""# Complétion de medinstall pour bash. Pour l’avoir dans chaque terminal, ajoutez à ~/.bashrc :
#   eval "$(medinstall completion bash)"
_medinstall() {
    local mots=() i=1 mot courant ligne dernier
    for ((i = 1; i <= COMP_CWORD; i++)); do
        mot=${COMP_WORDS[i]}
        dernier=$((${#mots[@]} - 1))
        # bash coupe « zone=zip » en trois : on recolle
        if ((dernier >= 0)) && [[ $mot == "=" || ${COMP_WORDS[i - 1]} == "=" ]]; then
            mots[dernier]+=$mot
        else
            mots+=("$mot")
        fi
    done
    dernier=$((${#mots[@]} - 1))
    courant=${mots[dernier]}
    mots[dernier]=".$courant"
    COMPREPLY=()
    while IFS=$'\t' read -r mot ligne; do
        if [[ $mot == ":fichiers" ]]; then
            compopt -o default 2>/dev/null
            return 0
        fi
        [[ $mot == *= ]] && compopt -o nospace 2>/dev/null
        [[ $courant == *=* && $COMP_WORDBREAKS == *=* ]] && mot=${mot#*=}
        COMPREPLY+=("$mot")
    done < <("${COMP_WORDS[0]/#\~/$HOME}" completer -- "${mots[@]}" 2>/dev/null)
}
complete -o nosort -F _medinstall medinstall 2>/dev/null || complete -F _medinstall medinstall
"""

ZSH = r"""#compdef medinstall
# Complétion de medinstall pour zsh. Pour l’avoir dans chaque terminal, ajoutez à ~/.zshrc, après compinit :
#   eval "$(medinstall completion zsh)"
_medinstall() {
    local -a mots choix debuts
    local ligne mot
    mots=("${(@)words[2,CURRENT-1]}")
    while IFS=$'\t' read -r mot ligne; do
        if [[ $mot == ":fichiers" ]]; then
            _files
            return
        fi
        mot=${mot//:/\\:}
        if [[ $mot == *= ]]; then
            debuts+=("$mot:$ligne")
        else
            choix+=("$mot:$ligne")
        fi
    done < <("${words[1]}" completer -- "${mots[@]}" ".$PREFIX" 2>/dev/null)
    (( ${#debuts} )) && _describe -V medinstall debuts -S ''
    (( ${#choix} )) && _describe -V medinstall choix
}
if [[ $funcstack[1] == _medinstall ]]; then
    _medinstall "$@"
else
    compdef _medinstall medinstall
fi
"""

FISH = r"""# Complétion de medinstall pour fish. Pour l’avoir dans chaque terminal :
#   medinstall completion fish > ~/.config/fish/completions/medinstall.fish
function __medinstall_completion
    set -l mots (commandline -opc)
    set -l courant (commandline -ct)
    set -l trouves ($mots[1] completer -- $mots[2..-1] ".$courant" 2>/dev/null)
    if string match -q ':fichiers*' -- $trouves
        __fish_complete_path $courant
    else
        printf '%s\n' $trouves
    end
end
complete -c medinstall -f -a '(__medinstall_completion)'
"""

POWERSHELL = r"""# Complétion de medinstall pour PowerShell. Pour l’avoir dans chaque terminal, ajoutez à $PROFILE :
#   medinstall completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName medinstall -ScriptBlock {
    param($courant, $arbre, $position)
    $mots = @($arbre.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } |
        Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
    $avant = [Console]::OutputEncoding
    $utf8 = $env:PYTHONUTF8
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:PYTHONUTF8 = '1'
        $lignes = & medinstall completer -- @mots ".$courant" 2>$null
    } finally {
        [Console]::OutputEncoding = $avant
        $env:PYTHONUTF8 = $utf8
    }
    foreach ($ligne in $lignes) {
        $mot, $aide = $ligne -split "`t", 2
        if ($mot -eq ':fichiers') { return }
        if (-not $aide) { $aide = $mot }
        [System.Management.Automation.CompletionResult]::new($mot, $mot, 'ParameterValue', $aide)
    }
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}
